import { isJsonObject } from '../kube/json.ts';
import type { KubeNode, Taint } from '../kube/node.ts';
import type { Pod, Toleration } from '../kube/pod.ts';

/** Where a pod goes, or why it goes nowhere, in the scheduler's words. */
export type Placement = { node: string } | { unschedulable: string };

/** Chooses among the nodes that fit the one with the fewest pods. */
export function placePod(
  pod: Pod,
  nodes: readonly KubeNode[],
  podsOn: (node: string) => number,
): Placement {
  const refusals = new Map<string, number>();
  const fitting: KubeNode[] = [];
  for (const node of nodes.filter(isWhole)) {
    const refusal = refusalOf(pod, node);
    if (refusal === undefined) fitting.push(node);
    else refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1);
  }
  const best = fitting.toSorted(
    (left, right) => podsOn(left.metadata.name) - podsOn(right.metadata.name),
  )[0];
  if (best !== undefined) return { node: best.metadata.name };
  return { unschedulable: unschedulableText(nodes.length, refusals) };
}

/** Tests may store what is no node. */
function isWhole({ spec, status }: KubeNode): boolean {
  return isJsonObject(spec) && isJsonObject(status) && Array.isArray(status.conditions);
}

/** The first filter of the scheduler that a node fails, in its words. */
function refusalOf(pod: Pod, node: KubeNode): string | undefined {
  if (node.spec.unschedulable === true && !toleratesUnschedulable(pod)) {
    return 'node(s) were unschedulable';
  }
  const taint = (node.spec.taints ?? []).find(
    (one) => one.effect !== 'PreferNoSchedule' && !isTolerated(one, pod.spec.tolerations ?? []),
  );
  if (taint !== undefined || !isReady(node)) return 'node(s) had untolerated taint(s)';
  const labels = node.metadata.labels ?? {};
  const selects = Object.entries(pod.spec.nodeSelector ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  return selects ? undefined : "node(s) didn't match Pod's node affinity/selector";
}

/** A node that is not ready is tainted so. */
function isReady({ status }: KubeNode): boolean {
  return status.conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True');
}

function toleratesUnschedulable(pod: Pod): boolean {
  const taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
  return isTolerated(taint, pod.spec.tolerations ?? []);
}

export function isTolerated(taint: Taint, tolerations: readonly Toleration[]): boolean {
  return tolerations.some((toleration) => {
    const { key, effect, operator = 'Equal', value = '' } = toleration;
    if (effect !== undefined && effect !== '' && effect !== taint.effect) return false;
    if (key === undefined || key === '') return operator === 'Exists';
    return key === taint.key && (operator === 'Exists' || value === (taint.value ?? ''));
  });
}

function unschedulableText(total: number, refusals: ReadonlyMap<string, number>): string {
  if (total === 0) return 'no nodes available to schedule pods';
  const reasons = [...refusals].map(([why, count]) => `${count} ${why}`).toSorted();
  const head = `0/${total} nodes are available: ${reasons.join(', ')}.`;
  return `${head} no new claims to deallocate, preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
}
