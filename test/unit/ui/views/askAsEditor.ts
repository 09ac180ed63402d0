import type { ClusterTree } from '../../../../src/ui/views/tree/clusterTree.ts';
import type { Row } from '../../../../src/ui/views/tree/row.ts';

/**
 * Asks for the children of rows that are drawn again, down to what is expanded, as the editor
 * does: what nobody asks for is no longer brought up to date.
 */
export function askAsEditor(tree: ClusterTree): void {
  const ask = (row: Row): void => {
    if (row.known.length > 0) tree.getChildren(row).forEach(ask);
  };
  tree.onDidChangeRows((rows) => (rows ?? tree.getChildren()).forEach(ask));
}
