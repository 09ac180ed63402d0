import { type CheckResult, isContradiction } from '../model/checkResult.ts';
import { claimsSandbox } from '../model/isolation.ts';

export const EXIT_OK = 0;
export const EXIT_CONTRADICTION = 1;
export const EXIT_NOT_CHECKED = 2;
export const EXIT_INDETERMINATE = 3;

/** The sandbox that every pod must claim. */
export type Required = 'gvisor' | 'kata' | 'any';

/** Whether a pod does not claim what is required. Nothing is required without `--require`. */
export function lacksRequired(pod: CheckResult, required: Required | undefined): boolean {
  if (required === undefined) return false;
  return required === 'any' ? !claimsSandbox(pod.claim) : pod.claim !== required;
}

/** The exit code for the results of a check. */
export function exitCodeOf(pods: readonly CheckResult[], required: Required | undefined): number {
  const broken = pods.some(
    (pod) => isContradiction(pod.claim, pod.verdict) || lacksRequired(pod, required),
  );
  if (broken) return EXIT_CONTRADICTION;
  return pods.some(({ verdict }) => verdict === 'indeterminate') ? EXIT_INDETERMINATE : EXIT_OK;
}
