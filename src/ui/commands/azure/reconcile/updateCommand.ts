import { plainText } from '../../../../base/text/plainText.ts';
import { parseAksId } from '../../../../model/aks/aksCluster.ts';
import type { PoolOperation } from '../../../../model/aks/poolOperation.ts';

/** The documented reconcile. Source: AKS, use-pod-sandboxing (2026-08-21). */
export function updateCommand({
  clusterId,
  clusterName,
}: Pick<PoolOperation, 'clusterId' | 'clusterName'>): string {
  const group = parseAksId(clusterId)?.resourceGroup ?? 'GROUP';
  return `az aks update -g ${plainText(group)} -n ${plainText(clusterName)}`;
}
