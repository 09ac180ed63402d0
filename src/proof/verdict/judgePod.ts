import { plainText } from '../../base/text/plainText.ts';
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

/** What one container comes to. */
interface Judged extends Judgement {
  readonly container: string;
  /** Whether it could read its kernel files. */
  readonly isProven: boolean;
}

/**
 * Judges a pod by what was read in its containers, which share one sandbox and so one kernel.
 * Containers that contradict one another leave it open; one that could not be read does not.
 */
export function judgePod(
  readings: readonly KernelReading[],
  node: NodeFacts | undefined,
  handler: string | undefined,
): Judgement {
  const judged = readings
    .map((reading): Judged => ({
      container: reading.container,
      isProven: isProof(reading),
      ...judge(reading, node, handler),
    }))
    .toSorted(
      (a, b) =>
        Number(b.isProven) - Number(a.isProven) ||
        WEIGHT.indexOf(a.verdict) - WEIGHT.indexOf(b.verdict),
    );
  const [first] = judged;
  if (!first) {
    return { verdict: 'indeterminate', kernel: undefined, reason: 'no container could be read' };
  }
  const { verdict, kernel, reason } = first;
  if (!judged.some((other) => contradicts(first, other))) return { verdict, kernel, reason };
  const each = judged.filter(isRead).map(saidText).join('; ');
  return {
    verdict: 'indeterminate',
    kernel,
    reason: `its containers say different things (${each}), though they share one sandbox`,
  };
}

/**
 * Whether a container saw another kernel than the one that weighs most: by verdict, or by a release
 * that differs. A bare `uname` counts by its release alone, and lifts no proof that the kernel is
 * the node's.
 */
function contradicts(first: Judged, other: Judged): boolean {
  if (!isRead(other)) return false;
  const isSame = first.verdict === other.verdict;
  const isOnlyUname = first.isProven && !other.isProven;
  if (first.verdict === 'host-kernel' && (isSame || isOnlyUname)) return false;
  const isDecided = first.verdict !== 'indeterminate' && other.verdict !== 'indeterminate';
  if (isDecided && !isSame && !isOnlyUname) return true;
  const isNamed = first.kernel !== undefined && other.kernel !== undefined;
  return isNamed && first.kernel !== other.kernel;
}

function isRead({ verdict, kernel }: Judged): boolean {
  return kernel !== undefined || verdict !== 'indeterminate';
}

/** E.g. `side: indeterminate, 6.1.0`. */
function saidText({ container, verdict, kernel }: Judged): string {
  const release = kernel === undefined ? '' : `, ${plainText(kernel, 64)}`;
  return `${container}: ${VERDICT_NAMES[verdict]}${release}`;
}
