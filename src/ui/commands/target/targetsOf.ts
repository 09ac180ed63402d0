import type { TreeTarget } from '../../../model/tree/treeNode.ts';
import type { TargetRow } from '../../commandArguments.ts';

/**
 * What was clicked: the selected rows, or the one the command was called on. Empty from the
 * palette.
 */
export function targetsOf(args: readonly unknown[]): readonly TreeTarget[] {
  const [clicked, selected] = args;
  const rows: readonly unknown[] =
    Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return rows.flatMap((row) => (isRow(row) ? [row.node.target] : []));
}

/** The row a command was called on, whatever else is selected: for what is about one thing. */
export function clickedTarget(args: readonly unknown[]): TreeTarget | undefined {
  return targetsOf(args.slice(0, 1))[0];
}

function isRow(value: unknown): value is TargetRow {
  const node = fieldOf(value, 'node');
  const target = fieldOf(node, 'target');
  return (
    typeof fieldOf(target, 'kind') === 'string' && typeof fieldOf(target, 'cluster') === 'string'
  );
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
