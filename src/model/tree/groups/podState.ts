import { compareNames } from '../../../base/compareNames.ts';
import { plainText } from '../../../base/text/plainText.ts';
import type { ClaimingPod } from '../../cluster/clusterSummary.ts';
import { type CheckResult, resultNow, VERDICT_NAMES } from '../../isolation/checkResult.ts';
import { claimsSandbox } from '../../isolation/claim.ts';
import { isContradiction } from '../../isolation/contradictions.ts';
import { hasEnded } from '../../pod/pod.ts';

/** How far it is known that a pod is sandboxed, the gravest first; people filter by these words. */
export const POD_STATES = [
  'contradicted',
  'indeterminate',
  'pending',
  'not checked',
  'proven',
  'not applicable',
  'ended',
  'no claim',
] as const;

export type PodState = (typeof POD_STATES)[number];

/** The state of a pod, with the result of its last check. */
export function podStateOf({ pod, claim }: ClaimingPod, known: CheckResult | undefined): PodState {
  const result = resultNow(known, pod.phase);
  if (!claimsSandbox(claim)) return 'no claim';
  if (result && isContradiction(result)) return 'contradicted';
  if (hasEnded(pod)) return 'ended';
  if (result?.verdict === 'indeterminate') return 'indeterminate';
  if (result?.verdict === 'not-applicable') return 'not applicable';
  if (result) return 'proven';
  return pod.phase === 'Pending' ? 'pending' : 'not checked';
}

/** Pods in the order of their states, then of their names. */
export function sortedByState(
  pods: readonly ClaimingPod[],
  results: ReadonlyMap<string, CheckResult>,
): readonly ClaimingPod[] {
  const rank = (one: ClaimingPod) => POD_STATES.indexOf(podStateOf(one, results.get(one.pod.uid)));
  return pods.toSorted((a, b) => rank(a) - rank(b) || compareNames(fullName(a), fullName(b)));
}

function fullName({ pod }: ClaimingPod): string {
  return `${pod.namespace}/${pod.name}`;
}

/** What is known of a pod's kernel, in a few words. */
export function podStateText(one: ClaimingPod, result: CheckResult | undefined): string {
  const state = podStateOf(one, result);
  const kernel = plainText(result?.kernel ?? '', 80);
  switch (state) {
    case 'contradicted':
      return `✗ runs on ${VERDICT_NAMES[result?.verdict ?? 'host-kernel']}`;
    case 'indeterminate':
      return `? ${plainText(result?.reason ?? '', 120)}`;
    case 'proven':
      return `✓ ${kernel}`;
    case 'pending':
      return one.pod.waiting ? `pending: ${plainText(one.pod.waiting, 120)}` : 'pending';
    case 'no claim':
      return 'claims no sandbox';
    case 'not checked':
    case 'not applicable':
    case 'ended':
      return state;
  }
}
