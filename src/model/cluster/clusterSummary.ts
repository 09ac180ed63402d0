import { type AgentIndex, agentIndex } from './agentIndex.ts';
import { isVirtualNode } from '../node/virtualNode.ts';
import { lazy } from '../../base/lazy.ts';
import { type Capability, capabilityOf } from '../runtimeClass/capability.ts';
import { claimOfPod, handlersByClass } from '../pod/claimOfPod.ts';
import { claimsSandbox } from '../isolation/claim.ts';
import type { Isolation } from '../isolation/isolation.ts';
import { valueOf } from './loadable.ts';
import type { KubeNode } from '../node/node.ts';
import { type NodePool, nodePoolsOf } from '../node/nodePool.ts';
import type { SandboxPod } from '../pod/pod.ts';
import type { RuntimeClass } from '../runtimeClass/runtimeClass.ts';
import { indexPodless, type PodlessIndex } from '../workload/podlessWorkload.ts';
import type { LackingWorkload } from '../workload/lackingWorkload.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** A sandboxed pod and what it claims. */
export interface ClaimingPod {
  readonly pod: SandboxPod;
  readonly claim: Isolation;
}

/** The pods of a cluster, counted and sorted out once. */
export interface PodIndex {
  readonly countByClass: ReadonlyMap<string, number>;
  readonly countByNamespace: ReadonlyMap<string, number>;
  /** Sandboxed pods by namespace. */
  readonly sandboxed: ReadonlyMap<string, readonly ClaimingPod[]>;
  readonly sandboxedCount: number;
  /** All pods with what they claim: worked out when they are first asked for. */
  readonly all: () => readonly ClaimingPod[];
}

/** What follows from a snapshot; each part is `undefined` while what it follows from is unknown. */
export interface ClusterSummary {
  readonly nodes: readonly KubeNode[] | undefined;
  readonly runtimeClasses: readonly RuntimeClass[] | undefined;
  readonly pods: readonly SandboxPod[] | undefined;
  readonly pools: readonly NodePool[] | undefined;
  readonly capabilities: ReadonlyMap<string, Capability> | undefined;
  readonly podIndex: PodIndex | undefined;
  readonly agentObjects: ClusterSnapshot['agents'];
  /** Absent also in a cluster that has none of the kinds. */
  readonly agents: AgentIndex | undefined;
  readonly workloads: readonly LackingWorkload[] | undefined;
  readonly podless: PodlessIndex | undefined;
}

/** Works out what follows from a snapshot, taking over from `before` what has not changed. */
export function clusterSummary(
  snapshot: Omit<ClusterSnapshot, 'cluster'>,
  before?: ClusterSummary,
): ClusterSummary {
  const nodes = valueOf(snapshot.nodes);
  const runtimeClasses = valueOf(snapshot.runtimeClasses);
  const pods = valueOf(snapshot.pods);
  const workloads = valueOf(snapshot.workloads);
  const sameNodes = before !== undefined && before.nodes === nodes;
  const sameClasses = before !== undefined && before.runtimeClasses === runtimeClasses;
  const samePods = before !== undefined && before.pods === pods;
  const sameAgents = before !== undefined && before.agentObjects === snapshot.agents;
  const sameWorkloads = before !== undefined && before.workloads === workloads;
  return {
    nodes,
    runtimeClasses,
    pods,
    pools: sameNodes ? before.pools : nodes && nodePoolsOf(nodes),
    capabilities:
      sameNodes && sameClasses ? before.capabilities : capabilities(runtimeClasses, nodes),
    podIndex: samePods && sameClasses ? before.podIndex : pods && indexPods(pods, runtimeClasses),
    agentObjects: snapshot.agents,
    agents:
      sameAgents && samePods && sameClasses && sameNodes
        ? before.agents
        : indexAgents(snapshot, { pods, runtimeClasses, nodes }),
    workloads,
    podless:
      sameWorkloads && sameClasses
        ? before.podless
        : workloads && indexPodless(workloads, runtimeClasses),
  };
}

function indexAgents(
  { agents: objects, podNamespaces: namespaces }: Pick<ClusterSnapshot, 'agents' | 'podNamespaces'>,
  { pods, runtimeClasses, nodes }: Pick<ClusterSummary, 'pods' | 'runtimeClasses' | 'nodes'>,
): AgentIndex | undefined {
  if (!objects || Object.keys(objects.versions).length === 0) return undefined;
  return agentIndex(
    objects,
    { pods, namespaces },
    {
      handlers: handlersByClass(runtimeClasses ?? []),
      virtualNodes: new Set((nodes ?? []).filter(isVirtualNode).map(({ name }) => name)),
    },
  );
}

function capabilities(
  runtimeClasses: readonly RuntimeClass[] | undefined,
  nodes: readonly KubeNode[] | undefined,
): ReadonlyMap<string, Capability> | undefined {
  if (!runtimeClasses || !nodes) return undefined;
  return new Map(runtimeClasses.map((one) => [one.name, capabilityOf(one, nodes)]));
}

/** Counts pods by class and namespace, and picks out those that claim a sandbox. */
export function indexPods(
  pods: readonly SandboxPod[],
  runtimeClasses: readonly RuntimeClass[] | undefined,
): PodIndex {
  const handlers = handlersByClass(runtimeClasses ?? []);
  const claims = new Map<string, Isolation>();
  const countByClass = new Map<string, number>();
  const countByNamespace = new Map<string, number>();
  const sandboxed = new Map<string, ClaimingPod[]>();
  let sandboxedCount = 0;
  for (const pod of pods) {
    countByNamespace.set(pod.namespace, (countByNamespace.get(pod.namespace) ?? 0) + 1);
    const name = pod.runtimeClass;
    if (name === undefined) continue;
    countByClass.set(name, (countByClass.get(name) ?? 0) + 1);
    const claim = claims.get(name) ?? claimOfPod(pod, handlers);
    claims.set(name, claim);
    if (!claimsSandbox(claim)) continue;
    sandboxedCount++;
    const group = sandboxed.get(pod.namespace);
    if (group) group.push({ pod, claim });
    else sandboxed.set(pod.namespace, [{ pod, claim }]);
  }
  const all = lazy(() => pods.map((pod) => ({ pod, claim: claimOfPod(pod, handlers) })));
  return { countByClass, countByNamespace, sandboxed, sandboxedCount, all };
}
