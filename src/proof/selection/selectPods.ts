import { isAgentKind } from '../../model/agents/agentKinds.ts';
import type { AgentSandbox } from '../../model/agents/agentSandbox.ts';
import { mapConcurrent } from '../../base/mapConcurrent.ts';
import { ApiError } from '../../kube/api/apiError.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { requireNamespace, requireWorkload } from '../../kube/resources/ownerRequests.ts';
import { PODS } from '../../kube/resources/podResource.ts';
import { podsPath } from '../../kube/resources/podRequests.ts';
import { withRetry } from '../../net/retry.ts';
import type { Unchecked } from '../report/checkReport.ts';
import { type AgentName, sandboxesOf } from './agentPods.ts';
import { listCheckedPods } from './checkedPods.ts';
import type { CheckTarget } from './checkTarget.ts';
import { namedPods } from './namedPods.ts';
import { podKey, type PodName, type PodScope } from './podScope.ts';
import { withSandboxes } from './readSandboxes.ts';
import { uncheckedBy } from './uncheckedBy.ts';
import { isOf } from './workloadPods.ts';

/** How many scopes are read at a time. */
const MAX_SCOPES = 16;

/** The pods of a scope, each once. */
export interface PodSelection {
  readonly targets: readonly CheckTarget[];
  /** What was named and is not there, or may not be seen. */
  readonly unchecked: readonly Unchecked[];
  /** Agent Sandboxes that were named and have no pod to ask. */
  readonly podless?: readonly AgentSandbox[];
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
      return podsByName(connection, scope.pods, signal);
    case 'several': {
      const scopes = withNamesTogether(scope.scopes);
      const parts = await mapConcurrent(scopes, MAX_SCOPES, signal, (part) =>
        selectPods(connection, part, includeUnsandboxed, signal),
      );
      const targets = parts.flatMap((part) => part.targets);
      const podless = parts.flatMap((part) => part.podless ?? []);
      return {
        targets: [...new Map(targets.map((target) => [podKey(target.pod), target])).values()],
        unchecked: parts.flatMap(({ unchecked }) => unchecked),
        podless: [...new Map(podless.map((sandbox) => [sandbox.uid, sandbox])).values()],
        limits: [...new Set(parts.flatMap(({ limits }) => limits))],
      };
    }
    case 'workload': {
      const { namespace, workload } = scope;
      const { kind, name } = workload;
      return isAgentKind(kind)
        ? podsOfAgents(connection, { namespace, kind, name }, signal)
        : podsOfWorkload(connection, scope, signal);
    }
    case 'namespace': {
      const { namespace } = scope;
      const pods = await listCheckedPods(connection, podsPath(namespace), scope, signal);
      if (pods.length > 0) return wantedOf(connection, pods, includeUnsandboxed, signal);
      const require = () => requireNamespace(connection, namespace, signal);
      return whyNone(connection, require, signal, `the namespace ${namespace}`);
    }
    case 'runtimeClass': {
      const pods = await listCheckedPods(connection, PODS.path, {}, signal);
      const ofClass = pods.filter(({ pod }) => pod.runtimeClass === scope.runtimeClass);
      return wantedOf(connection, ofClass, includeUnsandboxed, signal);
    }
    case 'nodes': {
      const [only, ...more] = scope.nodes;
      const filter =
        only === undefined || more.length > 0 ? {} : { fieldSelector: `spec.nodeName=${only}` };
      const pods = await listCheckedPods(connection, PODS.path, filter, signal);
      const nodes = new Set(scope.nodes);
      const isThere = ({ pod }: CheckTarget) => pod.node !== undefined && nodes.has(pod.node);
      return wantedOf(connection, pods.filter(isThere), includeUnsandboxed, signal);
    }
    case 'cluster': {
      const pods = await listCheckedPods(connection, PODS.path, scope, signal);
      return wantedOf(connection, pods, includeUnsandboxed, signal);
    }
  }
}

/** Named pods as one scope, at the place of the first: they can be read together. */
function withNamesTogether(scopes: readonly PodScope[]): readonly PodScope[] {
  const pods = scopes.flatMap((one) => (one.kind === 'pods' ? one.pods : []));
  const first = scopes.findIndex(({ kind }) => kind === 'pods');
  return scopes.flatMap((one, at): readonly PodScope[] => {
    if (one.kind !== 'pods') return [one];
    return at === first ? [{ kind: 'pods', pods }] : [];
  });
}

async function podsByName(
  connection: Connection,
  pods: readonly PodName[],
  signal: AbortSignal,
): Promise<PodSelection> {
  const read = await namedPods(connection, pods, signal);
  const { targets, limits } = await withSandboxes(
    connection,
    read.filter((one) => 'pod' in one),
    signal,
  );
  return { targets, unchecked: read.filter((one) => 'why' in one), limits };
}

function selected(targets: readonly CheckTarget[]): PodSelection {
  return { targets, unchecked: [], limits: [] };
}

/** Of pods those to check: a pod without a class too where its Sandbox's template has one. */
async function wantedOf(
  connection: Connection,
  pods: readonly CheckTarget[],
  includeUnsandboxed: boolean,
  signal: AbortSignal,
): Promise<PodSelection> {
  const { targets, limits } = await withSandboxes(connection, pods, signal);
  return { ...selected(targets.filter(isWanted(includeUnsandboxed))), limits };
}

/** Whether a pod is to be checked where it was not named, once its Sandbox is known. */
export function isWanted(includeUnsandboxed: boolean): (target: CheckTarget) => boolean {
  return ({ pod, sandbox }) =>
    includeUnsandboxed || pod.runtimeClass !== undefined || Boolean(sandbox?.runtimeClass);
}

/** The pods of what an object of agent sandboxes means, and the Sandboxes that have none. */
async function podsOfAgents(
  connection: Connection,
  agent: AgentName,
  signal: AbortSignal,
): Promise<PodSelection> {
  const meant = await sandboxesOf(connection, agent, signal).catch((error: unknown) =>
    uncheckedBy(error, `${agent.kind} ${agent.namespace}/${agent.name}`),
  );
  if ('why' in meant) return { ...selected([]), unchecked: [meant] };
  const byUid = new Map(meant.map((one) => [one.uid, one]));
  const pods = await listCheckedPods(connection, podsPath(agent.namespace), {}, signal);
  const targets = pods.flatMap((target) => {
    const sandbox = byUid.get(target.pod.sandboxUid ?? '');
    return sandbox && !target.pod.terminating ? [{ ...target, sandbox }] : [];
  });
  const withPod = new Set(targets.map(({ sandbox }) => sandbox.uid));
  return { ...selected(targets), podless: meant.filter(({ uid }) => !withPod.has(uid)) };
}

async function podsOfWorkload(
  connection: Connection,
  { namespace, workload }: Extract<PodScope, { kind: 'workload' }>,
  signal: AbortSignal,
): Promise<PodSelection> {
  const pods = await listCheckedPods(connection, podsPath(namespace), {}, signal);
  const targets = pods.filter(({ pod }) => isOf(pod, workload));
  if (targets.length > 0) return selected(targets);
  const object = `${workload.kind} ${namespace}/${workload.name}`;
  try {
    const require = () => requireWorkload(connection, namespace, workload, signal);
    await withRetry(require, signal, Infinity, connection.onWait);
    const why = `${object} has no pod in ${connection.cluster.name}`;
    return { ...selected([]), unchecked: [{ object, why }] };
  } catch (error) {
    return { ...selected([]), unchecked: [uncheckedBy(error, object)] };
  }
}

/** Whether there is nothing in what was named, or it is not there. */
async function whyNone(
  connection: Connection,
  require: () => Promise<void>,
  signal: AbortSignal,
  object: string,
): Promise<PodSelection> {
  try {
    await withRetry(require, signal, Infinity, connection.onWait);
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
