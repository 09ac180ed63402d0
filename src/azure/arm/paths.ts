/**
 * The newest stable api-version that Microsoft's client for JavaScript knows; any from 2025-10-01
 * on has Kata's value.
 */
export const AKS_API_VERSION = '2026-06-01';

/** The resource id of a managed cluster. */
export function clusterId(subscription: string, resourceGroup: string, name: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerService/managedClusters/${name}`;
}

/** The path of a managed cluster from its resource id. */
export function clusterPath(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}

export function agentPoolsPath(cluster: string): string {
  return `${clusterPath(cluster)}/agentPools`;
}

export function agentPoolPath(cluster: string, pool: string): string {
  return `${agentPoolsPath(cluster)}/${encodeURIComponent(pool)}`;
}
