// How workloads come over the wire, and what is kept of them: only those that ask for a
// RuntimeClass and have fewer pods than they want; of all others nothing.
import {
  controllerOf,
  countOf,
  listOf,
  type RawObject,
  stringOf,
} from '../../model/kubernetes/kubernetesObject.ts';
import type { LackingWorkload, WorkloadKind } from '../../model/workload/lackingWorkload.ts';
import type { ListedKind } from '../list/listedKind.ts';
import { type Condition, CONDITION_SHAPE, OWNER_SHAPE } from './readParts.ts';

export interface RawWorkload extends RawObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly parallelism?: number;
    readonly completions?: number;
    readonly suspend?: boolean;
    readonly template?: { readonly spec?: { readonly runtimeClassName?: string } };
  };
  readonly status?: {
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly active?: number;
    readonly succeeded?: number;
    readonly failed?: number;
    readonly desiredNumberScheduled?: number;
    readonly currentNumberScheduled?: number;
    readonly numberReady?: number;
    readonly conditions?: readonly Partial<Condition>[];
  };
}

type Counts = Pick<LackingWorkload, 'wanted' | 'made' | 'outdated' | 'failure' | 'stalled'>;

const MAX_FAILURE = 1000;

/** A Deployment tells by a condition what its ReplicaSet failed at (apps/v1, 1.36). */
function deploymentCounts({ spec, status }: RawWorkload): Counts {
  const failed = listOf(status?.conditions).find(
    ({ type, status: met }) => type === 'ReplicaFailure' && met === 'True',
  );
  const all = countOf(status?.replicas);
  if (!failed) return { wanted: countOf(spec?.replicas, 1), made: all, stalled: false };
  const made = countOf(status?.updatedReplicas);
  return {
    wanted: countOf(spec?.replicas, 1),
    made,
    ...(all > made ? { outdated: all - made } : {}),
    failure: (stringOf(failed.message) || stringOf(failed.reason)).slice(0, MAX_FAILURE),
    stalled: true,
  };
}

/** One that waits for a pod to be Ready makes no further ones: that is not what is looked for. */
function statefulSetCounts({ spec, status }: RawWorkload): Counts {
  const made = countOf(status?.replicas);
  const stalled = countOf(status?.readyReplicas) >= made;
  return { wanted: countOf(spec?.replicas, 1), made, stalled };
}

function daemonSetCounts({ status }: RawWorkload): Counts {
  const made = countOf(status?.currentNumberScheduled);
  const stalled = countOf(status?.numberReady) >= made;
  return { wanted: countOf(status?.desiredNumberScheduled), made, stalled };
}

/** Between two attempts a Job has no pod either: only one that never had any is stalled. */
function jobCounts({ spec, status }: RawWorkload): Counts {
  const hasEnded = listOf(status?.conditions).some(
    ({ type, status: met }) => (type === 'Complete' || type === 'Failed') && met === 'True',
  );
  const succeeded = countOf(status?.succeeded);
  const parallel = countOf(spec?.parallelism, 1);
  const left = countOf(spec?.completions, Math.max(parallel, succeeded)) - succeeded;
  const wanted = hasEnded || spec?.suspend === true ? 0 : Math.min(parallel, left);
  const made = countOf(status?.active);
  return { wanted, made, stalled: made + succeeded + countOf(status?.failed) === 0 };
}

const COUNTS: Readonly<Record<WorkloadKind, (raw: RawWorkload) => Counts>> = {
  Deployment: deploymentCounts,
  StatefulSet: statefulSetCounts,
  DaemonSet: daemonSetCounts,
  Job: jobCounts,
};

/** Reads a workload as the API sends it; `undefined` where it lacks no pod or asks for no class. */
export function projectWorkload(kind: WorkloadKind, raw: RawWorkload): LackingWorkload | undefined {
  const { metadata } = raw;
  const runtimeClass = stringOf(raw.spec?.template?.spec?.runtimeClassName);
  if (runtimeClass === '' || metadata?.deletionTimestamp) return undefined;
  const counts = COUNTS[kind](raw);
  if (counts.made >= counts.wanted) return undefined;
  const owner = controllerOf(raw);
  return {
    kind,
    namespace: stringOf(metadata?.namespace),
    name: stringOf(metadata?.name),
    ...(owner ? { owner: { kind: stringOf(owner.kind), name: stringOf(owner.name) } } : {}),
    runtimeClass,
    ...counts,
  };
}

const SHAPE = {
  metadata: {
    name: true,
    namespace: true,
    uid: true,
    resourceVersion: true,
    deletionTimestamp: true,
    ownerReferences: OWNER_SHAPE,
  },
  spec: {
    replicas: true,
    parallelism: true,
    completions: true,
    suspend: true,
    template: { spec: { runtimeClassName: true } },
  },
  status: {
    replicas: true,
    updatedReplicas: true,
    readyReplicas: true,
    active: true,
    succeeded: true,
    failed: true,
    desiredNumberScheduled: true,
    currentNumberScheduled: true,
    numberReady: true,
    conditions: CONDITION_SHAPE,
  },
} as const;

function workloads(
  kind: WorkloadKind,
  group: string,
  plural: string,
): ListedKind<RawWorkload, LackingWorkload> {
  return {
    plural,
    path: `/apis/${group}/v1/${plural}`,
    shape: SHAPE,
    projection: () => (raw) => projectWorkload(kind, raw),
  };
}

export const WORKLOADS: readonly ListedKind<RawWorkload, LackingWorkload>[] = [
  workloads('Deployment', 'apps', 'deployments'),
  workloads('StatefulSet', 'apps', 'statefulsets'),
  workloads('DaemonSet', 'apps', 'daemonsets'),
  workloads('Job', 'batch', 'jobs'),
];
