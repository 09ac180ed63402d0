import { type Verdict, VERDICT_NAMES } from '../../model/isolation/checkResult.ts';
import { isProof, type KernelReading } from '../reading/reading.ts';
import type { NodeFacts } from './nodeFacts.ts';
import { judge, type Judgement } from './verdict.ts';

/**
 * The order in which a judgement of one container outweighs that of another: what breaks the claim
 * first.
 */
const WEIGHT: readonly Verdict[] = [
  'host-kernel',
  'vm',
  'gvisor',
  'indeterminate',
  'not-applicable',
];

/**
 * Judges a pod by what was read in its containers, which share one sandbox: where one could read
 * its kernel files, what the images of others say by `uname` counts no more. Containers that
 * contradict one another leave it open.
 */
export function judgePod(
  readings: readonly KernelReading[],
  node: NodeFacts | undefined,
  handler: string | undefined,
): Judgement {
  const proven = readings.filter(isProof);
  const telling = proven.length > 0 ? proven : readings;
  const judged = telling
    .map((reading) => ({ container: reading.container, ...judge(reading, node, handler) }))
    .toSorted((a, b) => WEIGHT.indexOf(a.verdict) - WEIGHT.indexOf(b.verdict));
  const [first] = judged;
  if (!first) {
    return { verdict: 'indeterminate', kernel: undefined, reason: 'no container could be read' };
  }
  const told = judged.filter(({ verdict }) => verdict !== 'indeterminate');
  if (new Set(told.map(({ verdict }) => verdict)).size < 2) {
    const { container: _, ...judgement } = first;
    return judgement;
  }
  const each = told.map(({ container, verdict }) => `${container}: ${VERDICT_NAMES[verdict]}`);
  return {
    verdict: 'indeterminate',
    kernel: first.kernel,
    reason: `its containers say different things (${each.join(', ')}), though they share one sandbox`,
  };
}
