import { azText } from '../../src/azure/export/azText.ts';
import { bicepText } from '../../src/azure/export/bicepText.ts';
import { writableProperties } from '../../src/azure/export/exportedPool.ts';
import { EXPORT_CASES, type ExportCase } from '../unit/azure/export/exportedPools.ts';

/** The texts of all pools, and what they have to say, for a judge to read. */
export function exportedTexts(): readonly object[] {
  return EXPORT_CASES.map((one) => ({
    what: one.what,
    name: one.pool.name,
    isAllowed: one.isAllowed,
    az: azText(one.pool),
    bicep: bicepText(one.pool),
    options: azOptionsOf(one),
    properties: writableProperties(one.pool.properties),
  }));
}

/** What `az` has to have read, by its own names; null for an option that is not given. */
function azOptionsOf({ pool }: ExportCase): Readonly<Record<string, unknown>> {
  const { properties } = pool;
  const scales = properties['enableAutoScaling'] === true;
  const isSpot = properties['scaleSetPriority'] === 'Spot';
  const pairs = (map: unknown) =>
    map ? Object.entries(map).map(([key, value]) => `${key}=${String(value)}`) : null;
  return {
    subscription: pool.subscription,
    resource_group_name: pool.resourceGroup,
    cluster_name: pool.cluster,
    nodepool_name: pool.name,
    mode: properties['mode'],
    os_type: properties['osType'],
    os_sku: properties['osSKU'] ?? null,
    workload_runtime: properties['workloadRuntime'] ? 'KataVmIsolation' : null,
    node_vm_size: properties['vmSize'],
    node_count: properties['count'],
    enable_cluster_autoscaler: scales,
    min_count: scales ? properties['minCount'] : null,
    max_count: scales ? properties['maxCount'] : null,
    kubernetes_version: properties['orchestratorVersion'] ?? null,
    zones: properties['availabilityZones'] ?? null,
    labels: pairs(properties['nodeLabels']),
    tags: pairs(properties['tags']),
    node_taints: Array.isArray(properties['nodeTaints']) ? properties['nodeTaints'].join() : null,
    max_pods: properties['maxPods'] ?? null,
    priority: isSpot ? 'Spot' : 'Regular',
    ...(isSpot ? { spot_max_price: properties['spotMaxPrice'] } : {}),
    node_osdisk_size: properties['osDiskSizeGB'] ?? null,
    node_osdisk_type: properties['osDiskType'] ?? null,
  };
}
