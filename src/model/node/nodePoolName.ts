import { POOL_LABELS } from '../labels.ts';

/** The pool of nodes that carry no pool label. */
export const NO_POOL = '(no pool)';

/** The label that names the pool of a node with these labels; `undefined` for none. */
export function poolLabelOf(labels: Readonly<Record<string, string>>): string | undefined {
  return POOL_LABELS.find((label) => labels[label]);
}

/** The name of the node pool that a node with these labels belongs to. */
export function nodePoolNameOf(labels: Readonly<Record<string, string>>): string {
  const label = poolLabelOf(labels);
  return (label !== undefined && labels[label]) || NO_POOL;
}
