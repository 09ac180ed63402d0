import { azureNodes } from '../../../model/tree/azureNodes.ts';
import type { TreeNode } from '../../../model/tree/treeNode.ts';
import type { State } from '../../../state/state.ts';

/** The rows below all clusters, once these are known. */
export function azureNodesOf({
  clusters: list,
  azure,
}: Pick<State, 'clusters' | 'azure'>): readonly TreeNode[] {
  if (!list.isLoaded) return [];
  const known = azure.parts?.clusters;
  // With nothing else to show the welcome view offers to sign in.
  const nothing = list.refs.length === 0 && list.unreadable.length === 0;
  if (nothing && (known?.status ?? 'signed-out') === 'signed-out') return [];
  if (!known) return azureNodes({ status: 'signed-out', clusters: 0, closedTenants: [] });
  const { status, problem, closedTenants } = known;
  return azureNodes({
    status,
    clusters: list.refs.filter(({ aks }) => aks !== undefined).length,
    closedTenants,
    ...(problem ? { problem } : {}),
  });
}
