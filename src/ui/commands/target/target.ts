import type { ClusterSession } from '../../../kube/clusterSession.ts';
import type { ClusterRef } from '../../../model/cluster/cluster.ts';
import type { TreeTarget } from '../../../model/tree/treeNode.ts';
import type { State } from '../../../state/state.ts';
import { pickCluster } from './pickCluster.ts';
import { pickPod } from './pickPod.ts';
import { contextGone } from './targetProblems.ts';
import { clickedTarget } from './targetsOf.ts';

type Opening = Pick<State, 'clusters' | 'sessions' | 'active'>;

/** The session of a cluster by its id. Throws when the context can no longer be used. */
export function sessionOf({ sessions }: Pick<State, 'sessions'>, id: string): ClusterSession {
  const session = sessions.open(id);
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
  return id === undefined ? undefined : { session: sessionOf(state, id), clicked };
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
  if (clicked?.kind === 'pod') return { session: sessionOf(state, clicked.cluster), ...clicked };
  const cluster = await activeOrPicked(state, title);
  if (!cluster) return undefined;
  const session = sessionOf(state, cluster.id);
  const pod = await pickPod(session, title);
  return pod && { session, namespace: pod.namespace, name: pod.name };
}
