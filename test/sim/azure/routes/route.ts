import type { ArmCaller } from '../arm/armCaller.ts';
import { authorizationFailed } from '../arm/armError.ts';
import type { ArmAnswer, ArmRequest } from '../arm/armRequest.ts';
import {
  type AzureAccount,
  clusterAt,
  clusterId,
  type SimCluster,
  type SimSubscription,
  type Withheld,
} from '../state/account.ts';
import type { EmbeddedPools } from '../state/embeddedPools.ts';
import type { PoolLife } from '../state/poolLife.ts';
import type { SimOperation } from '../state/operations.ts';

/** What a route works with. */
export interface RouteContext {
  readonly account: AzureAccount;
  readonly life: PoolLife;
  readonly embedded: EmbeddedPools;
  readonly caller: ArmCaller;
  readonly request: ArmRequest;
  /** Makes the kubeconfig that a person gets for the embedded cluster. */
  readonly kubeconfig: (login: 'entra' | 'local') => string;
}

/** A path with `*` for a name, and what answers it by method. */
export interface Route {
  readonly path: string;
  readonly methods: Readonly<
    Partial<Record<string, (context: RouteContext, names: readonly string[]) => ArmAnswer>>
  >;
}

export function ok(body: unknown): ArmAnswer {
  return { status: 200, body };
}

/** The subscriptions that a caller's token reaches. */
export function visibleSubscriptions({ account, caller }: RouteContext): SimSubscription[] {
  return account.subscriptions.filter(
    ({ tenant }) => caller.tenant === undefined || caller.tenant === tenant,
  );
}

/** The cluster that a path names. Throws 404, and 403 where a right is withheld. */
export function namedCluster(
  { account, caller }: RouteContext,
  names: readonly string[],
  right: Withheld = 'read',
  action = 'Microsoft.ContainerService/managedClusters/read',
): SimCluster {
  const [subscription = '', group = '', name = ''] = names;
  const cluster = clusterAt(account, subscription, group, name);
  const foreign = caller.tenant !== undefined && cluster.subscription.tenant !== caller.tenant;
  if (foreign || cluster.withheld.includes('read') || cluster.withheld.includes(right)) {
    throw authorizationFailed(caller.name, action, clusterId(cluster));
  }
  return cluster;
}

/** 200, 201 or 202 with the links by which an operation is followed. */
export function running(
  { request }: RouteContext,
  cluster: SimCluster,
  operation: SimOperation,
  answer: ArmAnswer,
): ArmAnswer {
  const base = `${request.origin}/subscriptions/${cluster.subscription.id}/providers/Microsoft.ContainerService/locations/${cluster.location}`;
  const query = `?api-version=${request.query.get('api-version') ?? ''}`;
  return {
    ...answer,
    headers: {
      'Azure-AsyncOperation': `${base}/operations/${operation.id}${query}`,
      Location: `${base}/operationresults/${operation.id}${query}`,
      'Retry-After': '1',
      ...answer.headers,
    },
  };
}
