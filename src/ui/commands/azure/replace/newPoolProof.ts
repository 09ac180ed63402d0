import type { CheckResult } from '../../../../model/isolation/checkResult.ts';
import { isContradiction } from '../../../../model/isolation/contradictions.ts';

type Checked = Pick<CheckResult, 'name' | 'node' | 'claim' | 'verdict'>;

/** What kernel checks found of the nodes that are to take pods of Kata. */
export interface NewPoolProof {
  /** A pod of Kata that does not run in a virtual machine. */
  readonly contradiction?: Checked;
  /** A pod of Kata runs in a virtual machine there. */
  readonly isProved: boolean;
}

/** What the results of checks say of some nodes, by their names. */
export function newPoolProof(
  results: Iterable<Checked>,
  nodes: readonly { readonly name: string }[],
): NewPoolProof {
  const names = new Set(nodes.map(({ name }) => name));
  const there = [...results].filter(
    ({ claim, node }) => claim === 'kata' && node !== undefined && names.has(node),
  );
  const contradiction = there.find(isContradiction);
  const isProved = there.some(({ verdict }) => verdict === 'vm');
  return { isProved, ...(contradiction ? { contradiction } : {}) };
}
