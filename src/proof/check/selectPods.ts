import { mapConcurrent } from '../../base/mapConcurrent.ts';
import { ApiError, isUnseen } from '../../kube/api/apiError.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { listWithRetry } from '../../kube/list/listWithRetry.ts';
import { requireNamespace, requireWorkload } from '../../kube/resources/ownerRequests.ts';
import type { ListedKind } from '../../kube/list/listedKind.ts';
import { CHECKED_PODS, PODS, type RawPod } from '../../kube/resources/podResource.ts';
import { podsPath, readPod } from '../../kube/resources/podRequests.ts';
import { RUNTIME_CLASSES } from '../../kube/resources/runtimeClassResource.ts';
import { handlersByClass } from '../../model/pod/claimOfPod.ts';
import { withRetry } from '../../net/retry.ts';
import type { Unchecked } from '../report/checkReport.ts';
import { type CheckTarget, projectCheckTarget } from './checkTarget.ts';
import type { PodFilter, PodName, PodScope } from './podScope.ts';
import { isOf } from './workloadPods.ts';

/** How many named pods are read at a time. */
const MAX_READS = 16;

/** The pods of a scope, each once. */
export interface PodSelection {
  readonly targets: readonly CheckTarget[];
  /** What was named and is not there, or may not be seen. */
  readonly unchecked: readonly Unchecked[];
  /** What could not be found out, as sentences without their full stop. */
  readonly limits: readonly string[];
}

/**
 * Reads the pods of a scope. `includeUnsandboxed` takes those without a RuntimeClass too; pods and
 * workloads that were named are always taken. Throws `ApiError` when pods may not be listed.
 */
export async function selectPods(
  connection: Connection,
  scope: PodScope,
  includeUnsandboxed: boolean,
  signal: AbortSignal,
): Promise<PodSelection> {
  switch (scope.kind) {
    case 'pods':
      return namedPods(connection, scope.pods, signal);
    case 'several': {
      const parts = await mapConcurrent(scope.scopes, MAX_READS, signal, (part) =>
        selectPods(connection, part, includeUnsandboxed, signal),
      );
      const targets = parts.flatMap((part) => part.targets);
      return {
        targets: [...new Map(targets.map((target) => [keyOf(target.pod), target])).values()],
        unchecked: parts.flatMap(({ unchecked }) => unchecked),
        limits: parts.flatMap(({ limits }) => limits),
      };
    }
    case 'workload':
      return podsOfWorkload(connection, scope, signal);
    case 'namespace': {
      const { namespace } = scope;
      const pods = await listPods(connection, podsPath(namespace), scope, signal);
      const targets = pods.filter(isWanted(includeUnsandboxed));
      if (pods.length > 0) return selected(targets);
      const require = () => requireNamespace(connection, namespace, signal);
      return whyNone(require, signal, `the namespace ${namespace}`);
    }
    case 'cluster': {
      const pods = await listPods(connection, PODS.path, scope, signal);
      return selected(pods.filter(isWanted(includeUnsandboxed)));
    }
  }
}

function selected(targets: readonly CheckTarget[]): PodSelection {
  return { targets, unchecked: [], limits: [] };
}

function isWanted(includeUnsandboxed: boolean): (target: CheckTarget) => boolean {
  return ({ pod }) => includeUnsandboxed || pod.runtimeClass !== undefined;
}

function listPods(
  connection: Connection,
  path: string,
  filter: PodFilter,
  signal: AbortSignal,
): Promise<readonly CheckTarget[]> {
  return listWithRetry(connection, checkedPods(path, filter), signal);
}

/** The pods of a path as a check reads them. */
export function checkedPods(
  path: string,
  { labelSelector, fieldSelector }: PodFilter,
): ListedKind<RawPod, CheckTarget> {
  const query = { labelSelector, fieldSelector };
  return { ...CHECKED_PODS, path, query, projection: () => projectCheckTarget };
}

async function namedPods(
  connection: Connection,
  pods: readonly PodName[],
  signal: AbortSignal,
): Promise<PodSelection> {
  const named = new Map(pods.map((pod) => [keyOf(pod), pod]));
  const read = await mapConcurrent(
    [...named.values()],
    MAX_READS,
    signal,
    async ({ namespace, name }) => {
      try {
        const raw = await withRetry(() => readPod(connection, namespace, name, signal), signal);
        return projectCheckTarget(raw);
      } catch (error) {
        return uncheckedBy(error, `Pod ${namespace}/${name}`);
      }
    },
  );
  return {
    targets: read.filter((one) => 'pod' in one),
    unchecked: read.filter((one) => 'why' in one),
    limits: [],
  };
}

async function podsOfWorkload(
  connection: Connection,
  { namespace, workload }: Extract<PodScope, { kind: 'workload' }>,
  signal: AbortSignal,
): Promise<PodSelection> {
  const pods = await listPods(connection, podsPath(namespace), {}, signal);
  const targets = pods.filter(({ pod }) => isOf(pod, workload));
  if (targets.length > 0) return selected(targets);
  const object = `${workload.kind} ${namespace}/${workload.name}`;
  try {
    await withRetry(() => requireWorkload(connection, namespace, workload, signal), signal);
    const why = `${object} has no pod in ${connection.cluster.name}`;
    return { ...selected([]), unchecked: [{ object, why }] };
  } catch (error) {
    return { ...selected([]), unchecked: [uncheckedBy(error, object)] };
  }
}

/** Whether there is nothing in what was named, or it is not there. */
async function whyNone(
  require: () => Promise<void>,
  signal: AbortSignal,
  object: string,
): Promise<PodSelection> {
  try {
    await withRetry(require, signal);
    return selected([]);
  } catch (error) {
    const unchecked = uncheckedBy(error, object);
    if (error instanceof ApiError && error.status === 404) {
      return { ...selected([]), unchecked: [unchecked] };
    }
    const limit = `${unchecked.why}: whether it is there is not known`;
    return { ...selected([]), limits: [limit] };
  }
}

/** Throws what says nothing of the object itself. */
function uncheckedBy(error: unknown, object: string): Unchecked {
  if (!isUnseen(error)) throw error;
  return { object, why: error.problem.what };
}

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
