import { plainText } from '../../../base/text/plainText.ts';
import type { Connection } from '../../../kube/api/connection.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { listWithRetry } from '../../../kube/list/listWithRetry.ts';
import { NODES } from '../../../kube/resources/nodeResource.ts';
import { PODS } from '../../../kube/resources/podResource.ts';
import { RUNTIME_CLASSES } from '../../../kube/resources/runtimeClassResource.ts';
import { type Loadable, valueOf } from '../../../model/cluster/loadable.ts';
import type { KubeNode } from '../../../model/node/node.ts';
import type { SandboxPod } from '../../../model/pod/pod.ts';
import type { RuntimeClass } from '../../../model/runtimeClass/runtimeClass.ts';
import { withCancellableProgress } from '../../progress.ts';

type Read<T> = (connection: Connection, signal: AbortSignal) => Promise<readonly T[]>;

/** The nodes of a cluster as they are now. */
export const readNodes: Read<KubeNode> = (connection, signal) =>
  listWithRetry(connection, NODES, signal);

/** The pods of a cluster as they are now. */
export const readPods: Read<SandboxPod> = (connection, signal) =>
  listWithRetry(connection, PODS, signal);

const readRuntimeClasses: Read<RuntimeClass> = (connection, signal) =>
  listWithRetry(connection, RUNTIME_CLASSES, signal);

/**
 * The nodes of a cluster: those that are known if it is being read, else read now, with a way to
 * cancel that.
 */
export function nodesOf(session: ClusterSession, title: string): Promise<readonly KubeNode[]> {
  return knownOrRead(session, session.snapshot.nodes, readNodes, `${title}: reading nodes`);
}

/** The pods of a cluster, likewise. */
export function podsOf(session: ClusterSession, title: string): Promise<readonly SandboxPod[]> {
  return knownOrRead(session, session.snapshot.pods, readPods, `${title}: reading pods`);
}

/** The runtime classes of a cluster, likewise. */
export function runtimeClassesOf(
  session: ClusterSession,
  title: string,
): Promise<readonly RuntimeClass[]> {
  const { runtimeClasses } = session.snapshot;
  const reading = `${title}: reading runtime classes`;
  return knownOrRead(session, runtimeClasses, readRuntimeClasses, reading);
}

async function knownOrRead<T>(
  session: ClusterSession,
  loadable: Loadable<readonly T[]>,
  read: Read<T>,
  reading: string,
): Promise<readonly T[]> {
  const known = valueOf(loadable);
  if (known && session.isReading) return known;
  const { connection } = session;
  return withCancellableProgress(
    `${reading} of ${plainText(connection.cluster.name)}`,
    (_, signal) => read(connection, signal),
  );
}
