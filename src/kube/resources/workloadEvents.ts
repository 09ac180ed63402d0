import {
  controllerOf,
  countOf,
  type RawObject,
  stringOf,
} from '../../model/kubernetes/kubernetesObject.ts';
import type { Owner } from '../../model/pod/pod.ts';
import type { Connection } from '../api/connection.ts';
import { listWithRetry } from '../list/listWithRetry.ts';
import type { ListedKind } from '../list/listedKind.ts';
import { eventsOfObjects, type PodEvent } from './podEvents.ts';
import { OWNER_SHAPE } from './readParts.ts';

interface RawReplicaSet extends RawObject {
  readonly spec?: { readonly replicas?: number };
}

interface ReplicaSet {
  readonly name: string;
  readonly deployment: string | undefined;
  readonly replicas: number;
}

/** A Deployment that is being updated has two that want pods; more are of updates in a row. */
const MAX_REPLICA_SETS = 5;

/** The events of a workload, and of the ReplicaSets of a Deployment; the oldest first. */
export async function workloadEvents(
  connection: Connection,
  namespace: string,
  workload: Owner,
  signal: AbortSignal,
): Promise<readonly PodEvent[]> {
  const made =
    workload.kind === 'Deployment'
      ? await replicaSetsOf(connection, namespace, workload.name, signal)
      : [];
  return eventsOfObjects(connection, namespace, [workload, ...made], signal);
}

/** The ReplicaSets of a Deployment that want pods: it is these that fail to make them. */
async function replicaSetsOf(
  connection: Connection,
  namespace: string,
  deployment: string,
  signal: AbortSignal,
): Promise<readonly Owner[]> {
  const all = await listWithRetry(connection, replicaSetsIn(namespace), signal);
  return all
    .filter((one) => one.deployment === deployment && one.replicas > 0)
    .slice(0, MAX_REPLICA_SETS)
    .map(({ name }) => ({ kind: 'ReplicaSet', name }));
}

function replicaSetsIn(namespace: string): ListedKind<RawReplicaSet, ReplicaSet> {
  return {
    plural: 'replicasets',
    path: `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/replicasets`,
    shape: {
      metadata: {
        name: true,
        uid: true,
        resourceVersion: true,
        ownerReferences: OWNER_SHAPE,
      },
      spec: { replicas: true },
    },
    projection: () => projectReplicaSet,
  };
}

function projectReplicaSet(raw: RawReplicaSet): ReplicaSet {
  const { metadata, spec } = raw;
  const owner = controllerOf(raw);
  return {
    name: stringOf(metadata?.name),
    deployment: owner?.kind === 'Deployment' ? stringOf(owner.name) : undefined,
    replicas: countOf(spec?.replicas),
  };
}
