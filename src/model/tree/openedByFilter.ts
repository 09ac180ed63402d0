import type { ClusterView } from './clusterView.ts';
import type { TreeNode } from './treeNode.ts';

/** How many matches a group shows by itself; more of them would hide the other groups. */
const MAX_OPENED = 20;

/**
 * The id of a group, and whether it is open: with few matches of the filter it is. Such a row has
 * an id of its own, as VS Code keeps by the id whether a person opened it.
 */
export function openedByFilter(
  { filtered }: Pick<ClusterView, 'filtered'>,
  id: string,
  matches: number,
): Pick<TreeNode, 'id' | 'expanded'> {
  return filtered && matches <= MAX_OPENED ? { id: `${id}|filtered`, expanded: true } : { id };
}
