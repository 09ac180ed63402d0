import { count, numberText, plural } from '../../../../base/text/count.ts';
import { markdownText } from '../../../../base/text/plainText.ts';
import type { Problem } from '../../../../base/problem.ts';
import type { AgentPool } from '../../../../model/aks/agentPool.ts';
import type { KubeNode } from '../../../../model/node/node.ts';
import { hasEnded, isOfNode, type SandboxPod } from '../../../../model/pod/pod.ts';

const MAX_NAMED = 50;

/** The pods of a pool: those that somebody runs there, and those that each node has. */
export type LeavingPods =
  | { readonly pods: readonly SandboxPod[]; readonly ofEachNode: number }
  | { readonly unknown: Problem };

/** The pods that go with the nodes of a pool. */
export function podsThatGo(
  pool: string,
  nodes: readonly Pick<KubeNode, 'name' | 'pool'>[],
  pods: readonly SandboxPod[],
): LeavingPods {
  const own = new Set(nodes.filter((node) => node.pool === pool).map(({ name }) => name));
  const there = pods.filter((pod) => own.has(pod.node ?? '') && !hasEnded(pod));
  const others = there.filter((pod) => !isOfNode(pod));
  return { pods: others, ofEachNode: there.length - others.length };
}

/** What deleting a pool comes to, as Markdown. */
export function deleteSays(
  { count: nodes, mode }: Pick<AgentPool, 'count' | 'mode'>,
  leaving: LeavingPods,
): readonly string[] {
  return [
    `**${count(nodes, 'node')}** ${plural(nodes, 'goes', 'go')}, with everything on ${plural(nodes, 'its disks', 'their disks')}. It cannot be taken back.`,
    'Azure drains the nodes first. A disruption budget that lets no pod go makes that fail after a while; it is not ignored.',
    ...(mode === 'System' ? ['It is a System pool: what the cluster itself runs moves too.'] : []),
    ...podsSay(leaving),
  ];
}

function podsSay(leaving: LeavingPods): readonly string[] {
  if ('unknown' in leaving) {
    return [
      `**Which pods would go cannot be told**: ${markdownText(leaving.unknown.what, 300)}. There may be some.`,
    ];
  }
  const { pods, ofEachNode } = leaving;
  const others =
    ofEachNode === 0
      ? []
      : [
          `${count(ofEachNode, 'pod')} of DaemonSets and of the nodes ${plural(ofEachNode, 'goes', 'go')} too.`,
        ];
  if (pods.length === 0) return ['No pod of a workload runs on it.', ...others];
  const named = pods.slice(0, MAX_NAMED).map(({ namespace, name, owner }) => {
    const alone = owner ? '' : ' (nobody makes it anew)';
    return `- ${markdownText(namespace)}/${markdownText(name)}${alone}`;
  });
  const more = pods.length - named.length;
  return [
    `**${count(pods.length, 'pod')}** would go:`,
    [...named, ...(more > 0 ? [`- and ${numberText(more)} more`] : [])].join('\n'),
    ...others,
  ];
}
