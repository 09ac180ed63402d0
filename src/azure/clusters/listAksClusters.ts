import { compareNames } from '../../base/compareNames.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { readAksCluster } from './readAksCluster.ts';
import { resourceGraph } from './resourceGraph.ts';

const READER = 'Reader';

/** A subscription that the person's token reaches. */
export interface AzureSubscription {
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
}

/** The subscriptions of a tenant, by one query of Resource Graph for each thousand. */
export async function listSubscriptions(
  arm: ArmClient,
  signal: AbortSignal,
): Promise<readonly AzureSubscription[]> {
  const query = `resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project name, subscriptionId, tenantId | order by subscriptionId asc`;
  const subject = { verb: 'list', object: 'the subscriptions', role: READER };
  const rows = await resourceGraph(arm, query, subject, signal);
  return rows
    .map((row) => ({
      id: stringOf(row['subscriptionId']).toLowerCase(),
      name: stringOf(row['name']),
      tenant: stringOf(row['tenantId']),
    }))
    .filter(({ id }) => id !== '')
    .toSorted((a, b) => compareNames(a.name, b.name));
}

/**
 * Columns of a cluster and of its `properties` that are read: a page of whole clusters would be
 * many megabytes.
 */
const FIELDS = ['id', 'name', 'location', 'tenantId', 'sku'];
const PROPERTIES = [
  'provisioningState',
  'powerState',
  'kubernetesVersion',
  'currentKubernetesVersion',
  'fqdn',
  'privateFQDN',
  'azurePortalFQDN',
  'nodeResourceGroup',
  'aadProfile',
  'disableLocalAccounts',
  'apiServerAccessProfile',
  'nodeProvisioningProfile',
  'autoUpgradeProfile',
] as const;

/** The managed clusters of a tenant, by one query of Resource Graph for each thousand. */
export async function listAksClusters(
  arm: ArmClient,
  subscriptions: readonly AzureSubscription[],
  signal: AbortSignal,
): Promise<readonly AksCluster[]> {
  const columns = [...FIELDS, ...PROPERTIES.map((key) => `${key} = properties.${key}`)];
  const query = `resources | where type =~ 'microsoft.containerservice/managedclusters' | project ${columns.join(', ')} | order by id asc`;
  const subject = { verb: 'list', object: 'the AKS clusters', role: READER };
  const rows = await resourceGraph(arm, query, subject, signal);
  const names = new Map(subscriptions.map(({ id, name }) => [id, name]));
  return rows.flatMap((row) => {
    const cluster = readAksCluster(
      { ...row, properties: row },
      { tenant: arm.tenant ?? '', subscriptionName: (id) => names.get(id) ?? id },
    );
    return cluster ? [cluster] : [];
  });
}
