import { mapConcurrent } from '../../base/mapConcurrent.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { listWithRetry } from '../../kube/list/listWithRetry.ts';
import { podsPath, readPod } from '../../kube/resources/podRequests.ts';

import { handlersByClass } from '../../model/pod/coverage.ts';
import type { SandboxPod } from '../../model/pod/pod.ts';
import { type CheckTarget, projectCheckTarget } from './checkTarget.ts';
import type { PodName, PodScope, WorkloadName } from './podScope.ts';
import { CHECKED_PODS, PODS } from '../../kube/resources/podResource.ts';
import { RUNTIME_CLASSES } from '../../kube/resources/runtimeClassResource.ts';
import { withRetry } from '../../net/retry.ts';

/** How many named pods are read at a time. */
const MAX_READS = 16;

/**
 * Reads the pods of a scope, each once. `includeUnsandboxed` takes those without a RuntimeClass
 * too; pods that were named are always taken. Throws `ApiError` when they may not be read or a
 * named one does not exist.
 */
export async function selectPods(
  connection: Connection,
  scope: PodScope,
  includeUnsandboxed: boolean,
  signal: AbortSignal,
): Promise<readonly CheckTarget[]> {
  if (scope.kind === 'pods') {
    const named = new Map(scope.pods.map((pod) => [keyOf(pod), pod]));
    return mapConcurrent([...named.values()], MAX_READS, signal, async ({ namespace, name }) => {
      const read = () => readPod(connection, namespace, name, signal);
      return projectCheckTarget(await withRetry(read, signal, Infinity, connection.onWait));
    });
  }
  if (scope.kind === 'several') {
    const parts = await mapConcurrent(scope.scopes, MAX_READS, signal, (part) =>
      selectPods(connection, part, includeUnsandboxed, signal),
    );
    return [...new Map(parts.flat().map((target) => [keyOf(target.pod), target])).values()];
  }
  const path = scope.kind === 'cluster' ? PODS.path : podsPath(scope.namespace);
  const pods = await listWithRetry(
    connection,
    { ...CHECKED_PODS, path, projection: () => projectCheckTarget },
    signal,
  );
  if (scope.kind === 'workload') return pods.filter(({ pod }) => isOf(pod, scope.workload));
  return pods.filter(({ pod }) => includeUnsandboxed || pod.runtimeClass !== undefined);
}

/**
 * Whether a pod is of a workload: itself, owned by it, or owned by what it makes: a ReplicaSet
 * `<name>-<hash>` of a Deployment, a Job `<name>-<minutes>` of a CronJob.
 */
export function isOf(
  { name, owner }: Pick<SandboxPod, 'name' | 'owner'>,
  workload: WorkloadName,
): boolean {
  if (workload.kind === 'Pod') return name === workload.name;
  if (!owner) return false;
  if (owner.kind === workload.kind) return owner.name === workload.name;
  const made = MADE_BY[workload.kind];
  if (owner.kind !== made?.kind || !owner.name.startsWith(`${workload.name}-`)) return false;
  return made.suffix.test(owner.name.slice(workload.name.length + 1));
}

/**
 * What a workload makes that owns its pods, and how it goes on from the workload's name: a hash in
 * the letters of apimachinery `pkg/util/rand` `SafeEncodeString`, minutes since 1970
 * (`cronjob_controllerv2.go`, 1.36).
 */
const MADE_BY: Readonly<Record<string, { readonly kind: string; readonly suffix: RegExp }>> = {
  Deployment: { kind: 'ReplicaSet', suffix: /^[bcdfghjklmnpqrstvwxz2456789]{1,10}$/ },
  CronJob: { kind: 'Job', suffix: /^\d+$/ },
};

function keyOf({ namespace, name }: PodName): string {
  return `${namespace}/${name}`;
}

/** Handlers by RuntimeClass. Throws when the classes may not be read. */
export async function readHandlers(
  connection: Connection,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  return handlersByClass(await listWithRetry(connection, RUNTIME_CLASSES, signal));
}
