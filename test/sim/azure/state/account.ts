import type { JsonObject } from '../../kube/json.ts';
import { resourceNotFound } from '../arm/armError.ts';
import type { ArmFaults } from '../arm/armFaults.ts';
import type { ArmLogEntry } from '../arm/armRequest.ts';
import type { Throttle } from '../arm/throttle.ts';
import type { SimOperations } from './operations.ts';

export interface SimTenant {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface SimSubscription {
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
  /** Limits and use of vCPUs by family, and of all (`cores`); absent for the sample's. */
  readonly quota?: Readonly<Record<string, { readonly limit: number; readonly used: number }>>;
}

/** What the caller may do with a cluster; all of it unless it is named here. */
export type Withheld = 'read' | 'write' | 'credentials' | 'permissions';

/** A managed cluster as Azure keeps it; its pools stand apart. */
export interface SimCluster {
  readonly subscription: SimSubscription;
  readonly resourceGroup: string;
  readonly name: string;
  readonly location: string;
  /** `sku`, `tags` and so on, without what the path says. */
  readonly envelope: JsonObject;
  /** `properties` without the pools. */
  properties: JsonObject;
  readonly pools: Map<string, SimPool>;
  revision: number;
  readonly withheld: readonly Withheld[];
  /** Whether it is the embedded cluster itself. */
  readonly embedded: boolean;
}

/** An agent pool as Azure keeps it. */
export interface SimPool {
  readonly name: string;
  properties: JsonObject;
  revision: number;
  /** The operation that runs on it. */
  operation: string | undefined;
  /** Images that it had, with the time of their last use. */
  readonly usedImages: {
    readonly nodeImageVersion: string;
    readonly orchestratorVersion: string;
    readonly timestamp: string;
  }[];
}

/** All that Azure knows in the simulation. */
export interface AzureAccount {
  readonly tenants: SimTenant[];
  readonly subscriptions: SimSubscription[];
  readonly clusters: Map<string, SimCluster>;
  readonly operations: SimOperations;
  readonly faults: ArmFaults;
  readonly throttle: Throttle;
  readonly log: ArmLogEntry[];
  /** Whether writing takes a token of somebody who signed in with a second factor. */
  mfa: boolean;
  /** Features of resource providers by `namespace/name` in lower case. */
  readonly features: Map<string, string>;
  /** What the next operations come to, by the name of the pool or cluster; the others succeed. */
  readonly plans: Map<string, PoolPlan>;
  /** How long pool operations take, in milliseconds. */
  operationMs: number;
  now: () => number;
}

/** What becomes of the next operation on a pool. */
export interface PoolPlan {
  readonly ends: 'Succeeded' | 'Failed' | 'never';
  /** The pool's `status.provisioningError` when it fails. */
  readonly error?: JsonObject;
  /** What the operation says; as the pool unless it is given. */
  readonly operation?: 'Succeeded' | 'Failed' | 'without-status';
  /** How many nodes come when it succeeds; all of `count` unless it is given. */
  readonly nodes?: number;
  readonly ms?: number;
}

export function clusterId({
  subscription,
  resourceGroup,
  name,
}: Pick<SimCluster, 'subscription' | 'resourceGroup' | 'name'>): string {
  return `/subscriptions/${subscription.id}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerService/managedClusters/${name}`;
}

/** The tag that changes with each change of a cluster or pool. */
export function eTagOf({ revision }: { readonly revision: number }): string {
  return `b3d1f0c4-6a52-4f0e-8f3d-${revision.toString(16).padStart(12, '0')}`;
}

/** A cluster as the API shows it. */
export function clusterJson(cluster: SimCluster): JsonObject {
  return {
    id: clusterId(cluster),
    name: cluster.name,
    type: 'Microsoft.ContainerService/ManagedClusters',
    location: cluster.location,
    eTag: eTagOf(cluster),
    ...cluster.envelope,
    properties: {
      ...cluster.properties,
      agentPoolProfiles: [...cluster.pools.values()].map((pool) => ({
        name: pool.name,
        ...poolProperties(pool),
      })),
    },
  };
}

/** A pool as the API shows it. */
export function poolJson(cluster: SimCluster, pool: SimPool): JsonObject {
  return {
    id: `${clusterId(cluster)}/agentPools/${pool.name}`,
    name: pool.name,
    type: 'Microsoft.ContainerService/managedClusters/agentPools',
    properties: poolProperties(pool),
  };
}

function poolProperties(pool: SimPool): JsonObject {
  return { eTag: eTagOf(pool), ...pool.properties };
}

/** Throws 404 when there is no such cluster. */
export function clusterAt(
  account: AzureAccount,
  subscription: string,
  group: string,
  name: string,
): SimCluster {
  const key = clusterKey(subscription, group, name);
  const cluster = account.clusters.get(key);
  if (cluster) return cluster;
  throw resourceNotFound(
    `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.ContainerService/managedClusters/${name}`,
  );
}

export function clusterKey(subscription: string, group: string, name: string): string {
  return `${subscription}/${group}/${name}`.toLowerCase();
}
