import type { TreeDataProvider } from 'vscode';
import type { ClusterTree } from './clusterTree.ts';
import type { Row } from './row.ts';
import { treeItem, treeTooltip } from './treeItem.ts';

/** The tree as the editor asks for it. */
export function treeDataProvider(tree: ClusterTree): TreeDataProvider<Row> {
  return {
    onDidChangeTreeData: tree.onDidChangeRows,
    getChildren: (row) => tree.getChildren(row),
    getParent: ({ parent }) => parent,
    getTreeItem: ({ node }) => treeItem(node),
    resolveTreeItem: (item, { node }) => {
      const tooltip = treeTooltip(node);
      if (tooltip) item.tooltip = tooltip;
      return item;
    },
  };
}
