/**
 * The newest stable api-version that Microsoft's client for JavaScript knows; any from 2025-10-01
 * on has Kata's value.
 */
export const AKS_API_VERSION = '2026-06-01';

/** The path of a managed cluster from its resource id. */
export function clusterPath(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}

export function agentPoolsPath(clusterId: string): string {
  return `${clusterPath(clusterId)}/agentPools`;
}

export function agentPoolPath(clusterId: string, pool: string): string {
  return `${agentPoolsPath(clusterId)}/${encodeURIComponent(pool)}`;
}
