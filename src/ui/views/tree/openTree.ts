import type { TreeDataProvider } from 'vscode';
import type { Log } from '../../../base/log.ts';
import { ClusterTree, type Shown } from './clusterTree.ts';
import type { Row } from './row.ts';
import { treeItem, treeTooltip } from './treeItem.ts';

/** The tree, and how the editor asks for it. Loaded at the first look: activation needs none. */
export interface OpenedTree {
  readonly tree: ClusterTree;
  readonly provider: Required<
    Pick<TreeDataProvider<Row>, 'getChildren' | 'getTreeItem' | 'resolveTreeItem'>
  >;
  /** A person has opened or closed a row. */
  didExpand(row: Row): void;
  didCollapse(row: Row): void;
}

/** Makes the tree. Nothing is read before it is visible. */
export function openTree(state: Shown, log: Log): OpenedTree {
  const tree = new ClusterTree(state, log);
  // A row that a filter took away comes back as it was: VS Code forgets rows that are gone.
  const unfolded = new Set<string>();
  return {
    tree,
    provider: {
      getChildren: (row) => tree.getChildren(row),
      getTreeItem: ({ node }) => treeItem(node, node.expanded || unfolded.has(node.id)),
      resolveTreeItem: (item, { node }) => {
        const tooltip = treeTooltip(node);
        if (tooltip) item.tooltip = tooltip;
        return item;
      },
    },
    didExpand: (row) => {
      unfolded.add(row.id);
      tree.didExpand(row);
    },
    didCollapse: (row) => {
      unfolded.delete(row.id);
      tree.didCollapse(row);
    },
  };
}
