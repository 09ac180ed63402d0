import type { AksCluster } from '../../model/aks/aksCluster.ts';

/** The page of a cluster in the Azure portal. */
export function portalAddress(
  portal: string,
  { id, tenant }: Pick<AksCluster, 'id' | 'tenant'>,
): string {
  const path = id.split('/').map(encodeURIComponent).join('/');
  return `${portal}/#@${encodeURIComponent(tenant)}/resource${path}/overview`;
}
