import type { AksCluster } from '../../model/aks/aksCluster.ts';

/**
 * A node pool as the texts of other tools write it: what Azure's REST API takes as `properties`.
 */
export interface ExportedPool {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly cluster: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Whether Azure has it already: Terraform then imports it. */
  readonly exists: boolean;
}

/** A pool of a cluster, for other tools. */
export function exportedPool(
  cluster: Pick<AksCluster, 'subscription' | 'resourceGroup' | 'name'>,
  pool: Pick<ExportedPool, 'name' | 'properties'>,
  exists: boolean,
): ExportedPool {
  return {
    subscription: cluster.subscription.id,
    resourceGroup: cluster.resourceGroup,
    cluster: cluster.name,
    name: pool.name,
    properties: pool.properties,
    exists,
  };
}

/**
 * What Azure says of a pool and does not take, and what it is only now: its image, whether it runs.
 * Source: Azure REST API, Agent Pools (2026-06-01).
 */
const NOT_KEPT: ReadonlySet<string> = new Set([
  'eTag',
  'provisioningState',
  'currentOrchestratorVersion',
  'nodeImageVersion',
  'powerState',
  'status',
  'virtualMachineNodesStatus',
]);

/**
 * The properties of a pool that a text keeps, in Azure's order; what is null or read-only is left
 * out.
 */
export function writableProperties(
  properties: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const kept = Object.entries(properties).filter(([key]) => !NOT_KEPT.has(key));
  return Object.fromEntries(
    kept.flatMap(([key, value]) => {
      const written = withoutNulls(key === 'localDNSProfile' ? withoutState(value) : value);
      return written === undefined ? [] : [[key, written]];
    }),
  );
}

function withoutNulls(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withoutNulls(item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

/** The one nested property that is read-only. */
function withoutState(profile: unknown): unknown {
  if (typeof profile !== 'object' || profile === null) return profile;
  return Object.fromEntries(Object.entries(profile).filter(([key]) => key !== 'state'));
}
