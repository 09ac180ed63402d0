import { type CheckResult, isContradiction } from '../../model/isolation/checkResult.ts';
import { isClaimOpen, lacksRequired, type Required } from '../../proof/report/required.ts';
import { EXIT_FOUND, EXIT_INDETERMINATE, EXIT_OK } from '../terminal/exitCode.ts';

/** The exit code for the results of a check. */
export function verifyExitCode(
  pods: readonly CheckResult[],
  required: Required | undefined,
): number {
  const broken = pods.some(
    (pod) => isContradiction(pod.claim, pod.verdict) || lacksRequired(pod, required),
  );
  if (broken) return EXIT_FOUND;
  const open = pods.some(
    (pod) => pod.verdict === 'indeterminate' || (required !== undefined && isClaimOpen(pod)),
  );
  return open ? EXIT_INDETERMINATE : EXIT_OK;
}
