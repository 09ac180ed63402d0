import type { AksCluster } from '../../model/aks/aksCluster.ts';
import { clusterPath } from '../arm/paths.ts';

/** The page of a cluster in the Azure portal. */
export function portalAddress(
  portal: string,
  { id, tenant }: Pick<AksCluster, 'id' | 'tenant'>,
): string {
  return `${portal}/#@${encodeURIComponent(tenant)}/resource${clusterPath(id)}/overview`;
}
