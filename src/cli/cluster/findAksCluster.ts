import { ArmClient, type ArmEndpoint } from '../../azure/arm/armClient.ts';
import { ArmError } from '../../azure/arm/armError.ts';
import type { AzureCloud } from '../../azure/arm/cloud.ts';
import { clusterId } from '../../azure/arm/paths.ts';
import type { TokenSource } from '../../azure/arm/tokenSource.ts';
import { getManagedCluster } from '../../azure/clusters/managedCluster.ts';
import {
  defaultSubscription,
  namedSubscriptions,
} from '../../azure/signIn/azureCliSubscriptions.ts';
import { azureCliTokens } from '../../azure/signIn/azureCliTokens.ts';
import { UserError } from '../../base/problem.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import type { AksName } from './aksName.ts';

/** Where the Resource Manager of a cloud is asked. */
export type EndpointOf = (cloud: AzureCloud) => ArmEndpoint;

/** Its own address. */
export const ownEndpoint: EndpointOf = (cloud) => cloud;

/** A cluster that Azure knows, and who asks for it. */
export interface FoundAks {
  readonly cluster: AksCluster;
  readonly arm: ArmClient;
  readonly tokens: TokenSource;
}

/**
 * The AKS cluster of a name, as Azure knows it, for who is signed in to the Azure CLI. Throws a
 * `UserError` when there is none, and when there are two.
 */
export async function findAksCluster(
  { resourceGroup, name, subscription }: AksName,
  endpointOf: EndpointOf,
  signal: AbortSignal,
): Promise<FoundAks> {
  const tokens = azureCliTokens();
  const subscriptions = subscription
    ? await namedSubscriptions(subscription, signal)
    : [await defaultSubscription(signal)];
  const found: FoundAks[] = [];
  for (const { id, tenant, cloud } of subscriptions) {
    const arm = new ArmClient(endpointOf(cloud), tokens, tenant);
    const path = clusterId(id, resourceGroup, name);
    try {
      const { cluster } = await getManagedCluster(arm, { id: path }, signal);
      found.push({ cluster, arm, tokens });
    } catch (error) {
      if (!(error instanceof ArmError && error.status === 404)) throw error;
    }
  }
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  if (first) throw ambiguous(found.map(({ cluster }) => cluster.id));
  throw new UserError({
    kind: 'not-found',
    what: `Azure does not find ${resourceGroup}/${name} in the subscription ${subscriptions.map(({ id }) => id).join(', ')}`,
    next: 'Check its spelling with az aks list, or name another with --subscription.',
    retryable: false,
  });
}

function ambiguous(ids: readonly string[]): UserError {
  return new UserError({
    kind: 'configuration',
    what: `${ids.length} clusters have this name: ${ids.join(' and ')}`,
    next: 'Name one of them by its resource id.',
    retryable: false,
  });
}
