import { env } from 'vscode';
import type { TreeTarget } from '../../../model/tree/treeNode.ts';
import { aksKey } from '../../../model/aks/aksCluster.ts';
import type { ClusterList } from '../../../state/clusterList.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { pickActiveCluster } from '../target/pickCluster.ts';
import { clickedTarget, targetsOf } from '../target/targetsOf.ts';
import { problemText } from '../../../base/problem.ts';

/**
 * Makes a cluster the active one: the row's, the context of a given name, or one that is asked for.
 */
export async function selectActiveCluster(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const { clusters, active } = context;
  await clusters.load();
  const [first] = args;
  const named =
    typeof first === 'string' ? clusters.refs.find(({ name }) => name === first) : undefined;
  const clicked = clickedTarget(args);
  const ref = named ?? (clicked ? clusters.ref(clicked.cluster) : await pickActiveCluster(context));
  if (ref) await active.choose(ref === 'none' ? undefined : ref);
}

/** Reads anew: the cluster that was clicked, or the kubeconfigs and every open cluster. */
export async function refresh(
  { clusters, sessions, azure }: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const clicked = new Set(targetsOf(args).map(({ cluster }) => cluster));
  clicked.delete('');
  const { parts } = azure;
  if (clicked.size === 0) await Promise.all([clusters.reload(), parts?.clusters.refresh()]);
  const ids = clicked.size > 0 ? [...clicked] : clusters.refs.map(({ id }) => id);
  for (const id of ids) {
    sessions.get(id)?.refresh();
    const aks = clusters.ref(id)?.aks;
    if (!aks || !parts) continue;
    parts.pools.readAnew(aksKey(aks.id));
    void parts.contexts.retry(aks);
  }
}

/** Copies the full names of the selected rows, one a line. */
export async function copyName(
  { clusters }: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const names = targetsOf(args)
    .map((target) => nameOf(clusters, target))
    .filter((name) => name !== '');
  if (names.length > 0) await env.clipboard.writeText(names.join('\n'));
}

function nameOf(clusters: ClusterList, target: TreeTarget): string {
  switch (target.kind) {
    case 'nodePool':
    case 'node':
    case 'runtimeClass':
    case 'namespace':
    case 'pod':
    case 'agent':
    case 'workload':
      return target.name;
    case 'cluster':
      return clusters.ref(target.cluster)?.name ?? '';
    case 'message':
      return target.problem ? problemText(target.problem) : '';
    case 'group':
    case 'stateGroup':
    case 'signIn':
    case 'more':
      return '';
  }
}
