import { UserError } from '../../../base/problem.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import type { ClusterRef } from '../../../model/cluster/cluster.ts';
import type { TreeTarget } from '../../../model/tree/treeNode.ts';
import type { Clusters } from '../../../state/clusters.ts';
import { pickCluster } from './pickCluster.ts';
import { pickPod } from './pickPod.ts';

/** What was clicked: the selected rows, or the one the command was called on. Empty from the palette. */
export function targetsOf(args: readonly unknown[]): readonly TreeTarget[] {
  const [clicked, selected] = args;
  const rows = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return rows.flatMap((row) => (isRow(row) ? [row.node.target] : []));
}

function isRow(value: unknown): value is { readonly node: { readonly target: TreeTarget } } {
  return typeof value === 'object' && value !== null && 'node' in value;
}

/** The session of a cluster by its id. Throws when the context can no longer be used. */
export function sessionOf(clusters: Clusters, id: string): ClusterSession {
  const session = clusters.session(id);
  if (session) return session;
  throw new UserError({
    kind: 'configuration',
    what: 'This cluster is no longer in a kubeconfig, or cannot be used as it stands there',
    next: 'Choose another cluster.',
    retryable: false,
  });
}

/** The cluster a command from the palette is about: the active one, else it asks. */
export async function activeOrPicked(
  clusters: Clusters,
  title: string,
): Promise<ClusterRef | undefined> {
  await clusters.load();
  return clusters.active ?? (await pickCluster(clusters, title));
}

export interface ClusterTarget {
  readonly session: ClusterSession;
  /** The row that the command was called on; `undefined` from the palette. */
  readonly clicked: TreeTarget | undefined;
}

/** The cluster a command is about: that of the row that was clicked, else the active one, else it asks. */
export async function clusterTarget(
  clusters: Clusters,
  args: readonly unknown[],
  title: string,
): Promise<ClusterTarget | undefined> {
  const [clicked] = targetsOf(args.slice(0, 1));
  const id = clicked?.cluster ?? (await activeOrPicked(clusters, title))?.id;
  return id === undefined ? undefined : { session: sessionOf(clusters, id), clicked };
}

export interface PodTarget {
  readonly session: ClusterSession;
  readonly namespace: string;
  readonly name: string;
}

/** The pod a command is about: the row that was clicked, else it asks for one. */
export async function podTarget(
  clusters: Clusters,
  args: readonly unknown[],
  title: string,
): Promise<PodTarget | undefined> {
  // It is about one pod: the one that was clicked, whatever else is selected.
  const [clicked] = targetsOf(args.slice(0, 1));
  if (clicked?.kind === 'pod') return { session: sessionOf(clusters, clicked.cluster), ...clicked };
  const cluster = await activeOrPicked(clusters, title);
  if (!cluster) return undefined;
  const session = sessionOf(clusters, cluster.id);
  const pod = await pickPod(session, title);
  return pod && { session, namespace: pod.namespace, name: pod.name };
}
