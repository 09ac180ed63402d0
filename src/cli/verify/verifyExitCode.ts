import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { breaksPromise, isContradiction } from '../../model/isolation/contradictions.ts';
import type { CheckReport } from '../../proof/report/checkReport.ts';
import { isClaimOpen, lacksRequired } from '../../proof/report/requiredSandbox.ts';
import { EXIT_FOUND, EXIT_INDETERMINATE, EXIT_NOT_DONE, EXIT_OK } from '../terminal/exitCode.ts';

type Checked = Pick<CheckReport, 'pods' | 'unchecked' | 'required' | 'shard' | 'cancelledOf'>;

/**
 * The exit code for the results of a check: what is contradicted comes first, then what could not
 * be checked, also since the check was ended before, then what is open.
 */
export function verifyExitCode(
  { pods, unchecked = [], required, shard, cancelledOf }: Checked,
  { failOnNone }: { readonly failOnNone: boolean },
): number {
  const isWrong = (pod: CheckResult): boolean =>
    isContradiction(pod) || breaksPromise(pod) || lacksRequired(pod, required);
  if (pods.some(isWrong)) return EXIT_FOUND;
  const isNotAll = unchecked.length > 0 || cancelledOf !== undefined;
  if (isNotAll || (failOnNone && !shard && pods.length === 0)) return EXIT_NOT_DONE;
  const open = pods.some((pod) => pod.verdict === 'indeterminate' || isClaimOpen(pod));
  return open ? EXIT_INDETERMINATE : EXIT_OK;
}
