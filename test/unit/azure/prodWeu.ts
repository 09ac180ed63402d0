import type { AksCluster } from '../../../src/model/aks/aksCluster.ts';
import { CONTOSO, PRODUCTION } from '../../sim/azure/sample/tenants.ts';

/** The sample's cluster that is the embedded one, as Azure tells of it. */
export const PROD_WEU: AksCluster = {
  id: `/subscriptions/${PRODUCTION.id}/resourceGroups/sandbox-rg/providers/Microsoft.ContainerService/managedClusters/prod-weu`,
  name: 'prod-weu',
  resourceGroup: 'sandbox-rg',
  subscription: { id: PRODUCTION.id, name: PRODUCTION.name },
  tenant: CONTOSO.id,
  location: 'westeurope',
  version: '1.35.2',
  sku: 'Base',
  state: 'Succeeded',
  power: 'Running',
  hosts: [],
  isPrivate: false,
  authorizedRanges: 0,
  login: 'entra',
  nodeResourceGroup: 'MC_sandbox-rg_prod-weu_westeurope',
  nodeProvisioning: 'Manual',
  nodeOsUpgrade: 'NodeImage',
};
