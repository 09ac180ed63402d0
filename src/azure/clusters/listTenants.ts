import { mapConcurrent } from '../../base/mapConcurrent.ts';
import { isAbort } from '../../base/abort.ts';
import { type Problem, problemOf } from '../../base/problem.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { type AzureSubscription, listAksClusters, listSubscriptions } from './listAksClusters.ts';

/** A tenant that an account is a member or a guest of. */
export interface AzureTenant {
  readonly id: string;
  readonly name: string;
}

/** What was found in a tenant; `problem` says why nothing could be. */
export interface TenantListing {
  readonly tenant: AzureTenant;
  readonly subscriptions: readonly AzureSubscription[];
  readonly clusters: readonly AksCluster[];
  readonly problem?: Problem;
}

const CONCURRENT_TENANTS = 4;

/** The tenants of the account whose token `arm` uses. */
export async function listTenants(
  arm: ArmClient,
  signal: AbortSignal,
): Promise<readonly AzureTenant[]> {
  const call = {
    path: '/tenants',
    apiVersion: '2022-12-01',
    subject: { verb: 'list', object: 'your tenants', role: 'Reader' },
  };
  return (await arm.list(call, signal)).flatMap((one) => {
    const id = stringOf(one['tenantId']);
    const name = stringOf(one['displayName']) || stringOf(one['defaultDomain']) || id;
    return id === '' ? [] : [{ id, name }];
  });
}

/**
 * The clusters of each tenant, as each is there. A tenant that does not let the person in (a second
 * factor, Conditional Access, no right) is one listing with its problem; the others are complete.
 */
export async function listClustersOfTenants(
  tenants: readonly AzureTenant[],
  armOf: (tenant: string) => ArmClient,
  report: (listing: TenantListing) => void,
  signal: AbortSignal,
): Promise<void> {
  await mapConcurrent(tenants, CONCURRENT_TENANTS, signal, async (tenant) => {
    try {
      const arm = armOf(tenant.id);
      const subscriptions = await listSubscriptions(arm, signal);
      const clusters =
        subscriptions.length === 0 ? [] : await listAksClusters(arm, subscriptions, signal);
      report({ tenant, subscriptions, clusters });
    } catch (error) {
      if (isAbort(error)) throw error;
      report({ tenant, subscriptions: [], clusters: [], problem: problemOf(error) });
    }
  });
}
