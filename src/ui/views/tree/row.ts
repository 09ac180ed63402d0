import type { TreeNode } from '../../../model/tree/treeNode.ts';

/** A row that the editor knows: it stays the same object while what it shows changes. */
export interface Row {
  readonly id: string;
  node: TreeNode;
  parent: Row | undefined;
  /** The children that were handed to the editor; absent while it does not show them. */
  children: readonly Row[] | undefined;
  /** The children that were last made, shown or not. */
  known: readonly Row[];
}

/** The children of a node, each once: a hostile cluster may list two objects of one name. */
export function childrenOf(node: TreeNode): readonly TreeNode[] {
  const children = node.children?.() ?? [];
  const byId = new Map(children.map((child) => [child.id, child]));
  return byId.size === children.length ? children : [...byId.values()];
}

/**
 * Gives rows their new nodes and returns those that the editor must draw again: a row whose
 * children are others than before stands for all below it, and one whose node is the same is left
 * as it is.
 */
export function updateRows(rows: readonly Row[], nodes: readonly TreeNode[]): Row[] | 'all' {
  if (!sameIds(rows, nodes)) return 'all';
  return rows.flatMap((row, index) => updateRow(row, nodes[index] ?? row.node));
}

function updateRow(row: Row, node: TreeNode): Row[] {
  const before = row.node;
  if (before === node) return [];
  row.node = node;
  if (row.children === undefined) return looksSame(before, node) ? [] : [row];
  const below = updateRows(row.children, childrenOf(node));
  if (below === 'all') {
    row.children = undefined;
    return [row];
  }
  return looksSame(before, node) ? below : [row, ...below];
}

function sameIds(rows: readonly Row[], nodes: readonly TreeNode[]): boolean {
  return rows.length === nodes.length && rows.every((row, index) => row.id === nodes[index]?.id);
}

function looksSame(a: TreeNode, b: TreeNode): boolean {
  return (
    a.label === b.label &&
    a.description === b.description &&
    a.accessibleLabel === b.accessibleLabel &&
    a.icon.id === b.icon.id &&
    a.icon.color === b.icon.color &&
    (a.children === undefined) === (b.children === undefined) &&
    a.flags.join() === b.flags.join()
  );
}
