import type { AksCluster, ClusterLogin } from '../../model/aks/aksCluster.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { type JsonObject, objectOf, textsOf } from '../arm/json.ts';

/**
 * Reads a row of Resource Graph, or a managed cluster as the API gives it; `undefined` when it has
 * no id.
 */
export function readAksCluster(
  row: JsonObject,
  about: { readonly tenant: string; readonly subscriptionName: (id: string) => string },
): AksCluster | undefined {
  const id = stringOf(row['id']);
  const match =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/[^/]+\/managedClusters\/([^/]+)$/i.exec(
      id,
    );
  if (!match) return undefined;
  const [, subscription = '', resourceGroup = '', name = ''] = match;
  const properties = objectOf(row['properties']);
  const access = objectOf(properties['apiServerAccessProfile']);
  return {
    id,
    name: stringOf(row['name']) || name,
    resourceGroup,
    subscription: {
      id: subscription.toLowerCase(),
      name: about.subscriptionName(subscription.toLowerCase()),
    },
    tenant: stringOf(row['tenantId']) || about.tenant,
    location: stringOf(row['location']),
    version:
      stringOf(properties['currentKubernetesVersion']) || stringOf(properties['kubernetesVersion']),
    sku: stringOf(objectOf(row['sku'])['name']) || 'Base',
    state: stringOf(properties['provisioningState']),
    power: stringOf(objectOf(properties['powerState'])['code']) || 'Running',
    hosts: ['fqdn', 'privateFQDN', 'azurePortalFQDN'].flatMap((key) => {
      const host = stringOf(properties[key]).toLowerCase().replace(/:443$/, '');
      return host === '' ? [] : [host];
    }),
    isPrivate: access['enablePrivateCluster'] === true,
    authorizedRanges: textsOf(access['authorizedIPRanges']).length,
    login: loginOf(properties),
    nodeResourceGroup: stringOf(properties['nodeResourceGroup']),
    nodeProvisioning: stringOf(objectOf(properties['nodeProvisioningProfile'])['mode']) || 'Manual',
    nodeOsUpgrade: stringOf(objectOf(properties['autoUpgradeProfile'])['nodeOSUpgradeChannel']),
  };
}

/** Source: AKS, manage local accounts (2026-08). */
function loginOf(properties: JsonObject): ClusterLogin {
  const entra = properties['aadProfile'];
  if (typeof entra === 'object' && entra !== null) return 'entra';
  return properties['disableLocalAccounts'] === true ? 'nobody' : 'local';
}
