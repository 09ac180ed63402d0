import { UserError } from '../../../base/problem.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import type { ResolvedContext } from '../../../kube/kubeconfig/mergeKubeconfigs.ts';
import type { ClusterRef } from '../../../model/cluster/cluster.ts';
import type { TreeTarget } from '../../../model/tree/treeNode.ts';
import type { State } from '../../../state/state.ts';
import { pickCluster } from './pickCluster.ts';
import { pickPod } from './pickPod.ts';
import { contextGone } from './targetProblems.ts';
import { clickedTarget } from './targetsOf.ts';

type Opening = Pick<State, 'azure' | 'clusters' | 'sessions' | 'active'>;

/**
 * How a cluster is reached. For one that Azure alone knows Azure is asked first. Throws when Azure
 * gives no credentials, and when the context can no longer be used.
 */
export async function contextOf(
  { azure, clusters }: Pick<State, 'azure' | 'clusters'>,
  id: string,
): Promise<ResolvedContext> {
  await clusters.connect(id);
  const context = clusters.context(id);
  if (context && !context.ref.problem) return context;
  const asked = azure.parts?.contexts.of(id);
  throw asked?.state === 'failed' ? new UserError(asked.problem) : contextGone();
}

/** The session of a cluster by its id. Throws where it cannot be reached, as `contextOf` does. */
export async function sessionOf(state: Opening, id: string): Promise<ClusterSession> {
  await contextOf(state, id);
  const session = state.sessions.open(id);
  if (session) return session;
  throw contextGone();
}

/** The cluster a command from the palette is about: the active one, else it asks. */
export async function activeOrPicked(
  state: Pick<State, 'clusters' | 'active'>,
  title: string,
): Promise<ClusterRef | undefined> {
  await state.clusters.load();
  return state.active.ref ?? (await pickCluster(state, title));
}

export interface ClusterTarget {
  readonly session: ClusterSession;
  /** The row that the command was called on; `undefined` from the palette. */
  readonly clicked: TreeTarget | undefined;
}

/**
 * The cluster a command is about: that of the row that was clicked, else the active one, else it
 * asks.
 */
export async function clusterTarget(
  state: Opening,
  args: readonly unknown[],
  title: string,
): Promise<ClusterTarget | undefined> {
  const clicked = clickedTarget(args);
  const id = clicked?.cluster ?? (await activeOrPicked(state, title))?.id;
  return id === undefined ? undefined : { session: await sessionOf(state, id), clicked };
}

export interface PodTarget {
  readonly session: ClusterSession;
  readonly namespace: string;
  readonly name: string;
}

/** The pod a command is about: the row that was clicked, else it asks for one. */
export async function podTarget(
  state: Opening,
  args: readonly unknown[],
  title: string,
): Promise<PodTarget | undefined> {
  const clicked = clickedTarget(args);
  if (clicked?.kind === 'pod')
    return { session: await sessionOf(state, clicked.cluster), ...clicked };
  const cluster = await activeOrPicked(state, title);
  if (!cluster) return undefined;
  const session = await sessionOf(state, cluster.id);
  const pod = await pickPod(session, title);
  return pod && { session, namespace: pod.namespace, name: pod.name };
}
