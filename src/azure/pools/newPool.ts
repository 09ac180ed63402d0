import { KATA_RUNTIME } from '../../model/aks/agentPool.ts';

/** What a person chose for a new node pool. */
export interface NewPool {
  readonly name: string;
  readonly sandbox: 'kata' | 'gvisor';
  readonly osSku: 'AzureLinux' | 'Ubuntu';
  readonly vmSize: string;
  readonly count: number;
  readonly autoscale?: { readonly min: number; readonly max: number };
  /** A version of Kubernetes; the cluster's when it is absent. */
  readonly version?: string;
  readonly zones?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly string[];
  readonly maxPods?: number;
  readonly surge?: string;
  /** Properties that it takes over from another pool as they are. */
  readonly further?: Readonly<Record<string, unknown>>;
}

/**
 * The body of the PUT that makes a pool: what it must have, and what was chosen; Azure fills in the
 * rest. Source: Azure REST API, Agent Pools - Create Or Update (2026-06-01); AKS,
 * use-pod-sandboxing (2026-08-21).
 */
export function newPoolBody(pool: NewPool): { readonly properties: Record<string, unknown> } {
  const { labels = {}, taints = [], zones = [] } = pool;
  return {
    properties: {
      ...pool.further,
      count: pool.count,
      mode: 'User',
      osType: 'Linux',
      osSKU: pool.osSku,
      type: 'VirtualMachineScaleSets',
      vmSize: pool.vmSize,
      ...(pool.sandbox === 'kata' ? { workloadRuntime: KATA_RUNTIME } : {}),
      ...(pool.autoscale
        ? { enableAutoScaling: true, minCount: pool.autoscale.min, maxCount: pool.autoscale.max }
        : {}),
      ...(pool.version === undefined ? {} : { orchestratorVersion: pool.version }),
      ...(zones.length === 0 ? {} : { availabilityZones: zones }),
      ...(Object.keys(labels).length === 0 ? {} : { nodeLabels: labels }),
      ...(taints.length === 0 ? {} : { nodeTaints: taints }),
      ...(pool.maxPods === undefined ? {} : { maxPods: pool.maxPods }),
      ...(pool.surge === undefined ? {} : { upgradeSettings: { maxSurge: pool.surge } }),
    },
  };
}

/** The nodes that a pool can come to have. */
export function mostNodes({ count, autoscale }: Pick<NewPool, 'count' | 'autoscale'>): number {
  return Math.max(count, autoscale?.max ?? 0);
}
