import type { AgentObjects } from './agentObjects.ts';
import type { ClusterRef } from './cluster.ts';
import { LOADING, type Loadable } from './loadable.ts';
import type { KubeNode } from '../node/node.ts';
import type { SandboxPod } from '../pod/pod.ts';
import type { RuntimeClass } from '../runtimeClass/runtimeClass.ts';
import type { LackingWorkload } from '../workload/lackingWorkload.ts';

/** What is known of one cluster at one moment; an immutable value. */
export interface ClusterSnapshot {
  readonly cluster: ClusterRef;
  /** The API server's version, e.g. `1.35.2`. */
  readonly version: Loadable<string>;
  readonly nodes: Loadable<readonly KubeNode[]>;
  readonly runtimeClasses: Loadable<readonly RuntimeClass[]>;
  /** Names of namespaces. */
  readonly namespaces: Loadable<readonly string[]>;
  readonly pods: Loadable<readonly SandboxPod[]>;
  /** Workloads that ask for a RuntimeClass and lack pods. */
  readonly workloads: Loadable<readonly LackingWorkload[]>;
  /** The namespaces whose pods these are; absent for all. */
  readonly podNamespaces?: readonly string[] | undefined;
  /** Agent sandboxes; absent until discovery said whether the cluster serves such kinds. */
  readonly agents?: AgentObjects | undefined;
}

/** What is known of a cluster before anything was read. */
export const NOTHING_KNOWN: Omit<ClusterSnapshot, 'cluster'> = {
  version: LOADING,
  nodes: LOADING,
  runtimeClasses: LOADING,
  namespaces: LOADING,
  pods: LOADING,
  workloads: LOADING,
};

/** A snapshot of a cluster of which nothing is known yet. */
export function emptySnapshot(cluster: ClusterRef): ClusterSnapshot {
  return { cluster, ...NOTHING_KNOWN };
}
