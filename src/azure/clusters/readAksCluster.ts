import type { AksCluster, ClusterLogin } from '../../model/aks/aksCluster.ts';
import { type JsonObject, objectOf, textOf, textsOf } from '../arm/json.ts';

/** Reads a row of Resource Graph, or a managed cluster as the API gives it; `undefined` when it has no id. */
export function readAksCluster(
  row: JsonObject,
  about: { readonly tenant: string; readonly subscriptionName: (id: string) => string },
): AksCluster | undefined {
  const id = textOf(row['id']);
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
    name: textOf(row['name']) || name,
    resourceGroup,
    subscription: {
      id: subscription.toLowerCase(),
      name: about.subscriptionName(subscription.toLowerCase()),
    },
    tenant: textOf(row['tenantId']) || about.tenant,
    location: textOf(row['location']),
    version:
      textOf(properties['currentKubernetesVersion']) || textOf(properties['kubernetesVersion']),
    sku: textOf(objectOf(row['sku'])['name']) || 'Base',
    state: textOf(properties['provisioningState']),
    power: textOf(objectOf(properties['powerState'])['code']) || 'Running',
    hosts: ['fqdn', 'privateFQDN', 'azurePortalFQDN'].flatMap((key) => {
      const host = textOf(properties[key]).toLowerCase().replace(/:443$/, '');
      return host === '' ? [] : [host];
    }),
    isPrivate: access['enablePrivateCluster'] === true,
    authorizedRanges: textsOf(access['authorizedIPRanges']).length,
    login: loginOf(properties),
    nodeResourceGroup: textOf(properties['nodeResourceGroup']),
    nodeProvisioning: textOf(objectOf(properties['nodeProvisioningProfile'])['mode']) || 'Manual',
    nodeOsUpgrade: textOf(objectOf(properties['autoUpgradeProfile'])['nodeOSUpgradeChannel']),
  };
}

/** Source: AKS, manage local accounts (2026-08). */
function loginOf(properties: JsonObject): ClusterLogin {
  const entra = properties['aadProfile'];
  if (typeof entra === 'object' && entra !== null) return 'entra';
  return properties['disableLocalAccounts'] === true ? 'nobody' : 'local';
}
