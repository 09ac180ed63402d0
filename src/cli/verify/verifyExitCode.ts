import type { CheckResult } from '../../model/isolation/checkResult.ts';
import {
  isClaimOpen,
  lacksRequired,
  type RequiredSandbox,
} from '../../proof/report/requiredSandbox.ts';
import { EXIT_FOUND, EXIT_INDETERMINATE, EXIT_OK } from '../terminal/exitCode.ts';
import { isContradiction } from '../../model/isolation/contradictions.ts';

/** The exit code for the results of a check. */
export function verifyExitCode(
  pods: readonly CheckResult[],
  required: RequiredSandbox | undefined,
): number {
  const broken = pods.some((pod) => isContradiction(pod) || lacksRequired(pod, required));
  if (broken) return EXIT_FOUND;
  const open = pods.some(
    (pod) => pod.verdict === 'indeterminate' || (required !== undefined && isClaimOpen(pod)),
  );
  return open ? EXIT_INDETERMINATE : EXIT_OK;
}
