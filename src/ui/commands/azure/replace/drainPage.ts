import { count, plural } from '../../../../base/text/count.ts';
import { markdownText } from '../../../../base/text/plainText.ts';
import type { DrainedPod } from '../../../../kube/resources/drainedPods.ts';
import { nodePath } from '../../../../kube/resources/nodeRequests.ts';
import { CORDON } from '../../../../kube/write/cordonNode.ts';
import { evictionPath } from '../../../../kube/write/evictPod.ts';
import type { KubeNode } from '../../../../model/node/node.ts';
import type { StrandedPods } from '../../../../model/runtimeClass/strandedPods.ts';
import type { DrainProgress, PoolDrain } from '../../../../provision/drainPool.ts';
import { codeBlock } from '../../../../base/report/codeBlock.ts';

/** What the page of a drain tells of. */
export interface DrainPlan {
  readonly cluster: string;
  readonly old: string;
  readonly newPool: string;
  readonly drain: PoolDrain;
  /** The nodes of the new pool. */
  readonly newNodes: readonly Pick<KubeNode, 'ready' | 'unschedulable'>[];
  /** RuntimeClasses of the pods that no node outside the old pool can run now. */
  readonly stranded: readonly StrandedPods[];
  /** A kernel check proved one of the new nodes since the window opened. */
  readonly isProved: boolean;
}

/** What is shown before a pool is drained. */
export function drainPage({
  cluster,
  old,
  newPool,
  drain,
  newNodes,
  stranded,
  isProved,
}: DrainPlan): string {
  const { nodes, pods } = drain;
  const [from, to] = [markdownText(old), markdownText(newPool)];
  const ready = newNodes.filter((node) => node.ready && !node.unschedulable).length;
  return [
    `# Cordon and drain ${from} of ${markdownText(cluster)}?`,
    `Step 2 of 3 of replacing **${from}** by **${to}**. Nothing of ${from} is deleted in this step.`,
    ready === 0
      ? `**⚠ No node of ${to} is ready to take pods.** What is evicted may wait until one is.`
      : `${to} has ${count(ready, 'node')} ready to take pods.`,
    ...(isProved
      ? []
      : [
          `**⚠ No kernel check has proved ${to} since this window opened.** Run Sample Pods, or Check Kernel of a pod there, does.`,
        ]),
    ...stranded.map(
      ({ runtimeClass, pods: many }) =>
        `**⚠ No node outside ${from} can run the RuntimeClass ${markdownText(runtimeClass)} now**, which ${count(many, 'pod')} ${plural(many, 'names', 'name')}: made anew, ${plural(many, 'it waits', 'they wait')}.`,
    ),
    '**✓ Cordon and Drain** and **✗ Discard** are in the title bar of this editor. Nothing was sent yet.',
    `Each node of ${from} is cordoned: no further pod comes there. Then the pods below are evicted, and who controls them makes them anew where the scheduler finds room. What a disruption budget holds is waited for; no budget is overridden, and no pod is deleted otherwise. Pods of DaemonSets and of the nodes stay.`,
    ...lostPart(pods.filter((pod) => lossesOf(pod) !== '')),
    ...goingPart(pods.filter((pod) => lossesOf(pod) === '')),
    ...(pods.length === 0 ? ['No pod of a workload runs there.'] : []),
    '## What is sent to the cluster',
    codeBlock('http', requests(drain).join('\n')),
    'It needs the rights list and patch on nodes, list on pods and runtimeclasses, and create on pods/eviction.',
    ...(nodes.length === 0 ? [`${from} has no nodes.`] : []),
    '',
  ].join('\n\n');
}

/** What is lost with a pod; empty when it only moves. */
export function lossesOf({
  owner,
  hasEmptyDir,
}: Pick<DrainedPod, 'owner' | 'hasEmptyDir'>): string {
  return [
    ...(owner ? [] : ['the pod itself: nobody makes it anew']),
    ...(hasEmptyDir ? ['what is in its emptyDir volumes'] : []),
  ].join('; ');
}

function lostPart(pods: readonly DrainedPod[]): readonly string[] {
  if (pods.length === 0) return [];
  const lines = pods.map((pod) => `- ${nameOf(pod)}: ${lossesOf(pod)}`);
  return ['## What is lost', lines.join('\n')];
}

function goingPart(pods: readonly DrainedPod[]): readonly string[] {
  if (pods.length === 0) return [];
  const go = `${count(pods.length, 'pod')} ${plural(pods.length, 'moves', 'move')}:`;
  return ['## What moves', `${go}\n\n${pods.map((pod) => `- ${nameOf(pod)}`).join('\n')}`];
}

function nameOf({ namespace, name }: Pick<DrainedPod, 'namespace' | 'name'>): string {
  return `${markdownText(namespace)}/${markdownText(name)}`;
}

function requests({ nodes, pods }: PoolDrain): readonly string[] {
  const open = nodes.filter(({ unschedulable }) => !unschedulable);
  return [
    ...open.map(({ name }) => `PATCH ${nodePath(name)} ${JSON.stringify(CORDON)}`),
    ...pods.map((pod) => `POST ${evictionPath(pod)}`),
  ];
}

/** How far a drain is; a pod that is held is named. */
export function drainText({ left, held }: DrainProgress): string {
  const [first] = held;
  const waits = `${count(left, 'pod')} left`;
  if (!first) return waits;
  const more = held.length > 1 ? `, and ${count(held.length - 1, 'more pod')}` : '';
  const { namespace, name } = first.pod;
  return `${waits}; ${namespace}/${name}${more} may not go yet: ${first.by}`;
}
