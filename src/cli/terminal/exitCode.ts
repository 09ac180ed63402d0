import { type CheckResult, isContradiction } from '../../model/isolation/checkResult.ts';
import { isClaimOpen, lacksRequired, type Required } from '../../proof/report/required.ts';

export const EXIT_OK = 0;
export const EXIT_CONTRADICTION = 1;
export const EXIT_NOT_CHECKED = 2;
export const EXIT_INDETERMINATE = 3;

/** The exit code for the results of a check. */
export function exitCodeOf(pods: readonly CheckResult[], required: Required | undefined): number {
  const broken = pods.some(
    (pod) => isContradiction(pod.claim, pod.verdict) || lacksRequired(pod, required),
  );
  if (broken) return EXIT_CONTRADICTION;
  const open = pods.some(
    (pod) => pod.verdict === 'indeterminate' || (required !== undefined && isClaimOpen(pod)),
  );
  return open ? EXIT_INDETERMINATE : EXIT_OK;
}
