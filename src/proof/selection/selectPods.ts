import { isAgentKind } from '../../model/agents/agentKinds.ts';
import type { AgentSandbox } from '../../model/agents/agentSandbox.ts';
import { mapConcurrent } from '../../base/mapConcurrent.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { requireWorkload } from '../../kube/resources/ownerRequests.ts';
import { PODS } from '../../kube/resources/podResource.ts';
import { podsPath } from '../../kube/resources/podRequests.ts';
import { withRetry } from '../../net/retry.ts';
import { type AgentName, sandboxesOf } from './agentPods.ts';
import { listCheckedPods } from './checkedPods.ts';
import type { CheckTarget } from './checkTarget.ts';
import { namedPods } from './namedPods.ts';
import { podKey, type PodName, type PodScope, scopeText } from './podScope.ts';
import { withSandboxes } from './readSandboxes.ts';
import { type Shortfall, shortfallOf, uncheckedBy } from './uncheckedBy.ts';
import { whyNone } from './whyNone.ts';
import { isOf } from './workloadPods.ts';

/** How many scopes are read at a time. */
const MAX_SCOPES = 16;

/** The pods of a scope, each once, and what of it could not be read. */
export interface PodSelection extends Shortfall {
  readonly targets: readonly CheckTarget[];
  /** Agent Sandboxes that were named and have no pod to ask. */
  readonly podless?: readonly AgentSandbox[];
}

/**
 * Reads the pods of a scope. `includeUnsandboxed` takes those without a RuntimeClass too; pods and
 * workloads that were named are always taken. Of several scopes those that cannot be read are
 * unchecked; throws `ApiError` where it is the only one, and what is about the whole connection.
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
        selectPods(connection, part, includeUnsandboxed, signal).catch((error: unknown) =>
          notSelected(error, part),
        ),
      );
      const targets = parts.flatMap((part) => part.targets);
      const podless = parts.flatMap((part) => part.podless ?? []);
      return {
        targets: [...new Map(targets.map((target) => [podKey(target.pod), target])).values()],
        podless: [...new Map(podless.map((sandbox) => [sandbox.uid, sandbox])).values()],
        ...shortfallOf(parts),
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
      const pods = await listCheckedPods(connection, podsPath(scope.namespace), scope, signal);
      if (pods.length > 0) return wantedOf(connection, pods, includeUnsandboxed, signal);
      return { targets: [], ...(await whyNone(connection, scope, signal)) };
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
      if (pods.length === 0) return { targets: [], ...(await whyNone(connection, scope, signal)) };
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
  const { targets, unchecked, limits } = await withSandboxes(
    connection,
    read.filter((one) => 'pod' in one),
    signal,
  );
  return { targets, unchecked: [...read.filter((one) => 'why' in one), ...unchecked], limits };
}

/** Nothing of a scope that cannot be read, which the words of the server may not name. */
function notSelected(error: unknown, scope: PodScope): PodSelection {
  const { object, why } = uncheckedBy(error, scopeText(scope));
  const unchecked = [{ object, why: `${why}: nothing of ${object} was checked` }];
  return { ...selected([]), unchecked };
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
  const { targets, ...shortfall } = await withSandboxes(connection, pods, signal);
  return { targets: targets.filter(isWanted(includeUnsandboxed)), ...shortfall };
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
