import { VERDICT_NAMES } from '../../model/isolation/checkResult.ts';
import type { Judgement } from './verdict.ts';

/**
 * What was read in a pod itself, beside what a canary pod read of its class on its node. The canary
 * never speaks of the pod: it closes nothing that is open and lifts no contradiction, and where it
 * got another kernel it opens what the pod seemed to have.
 */
export function besideCanary(own: Judgement, canary: Judgement): Judgement {
  const { verdict, kernel } = own;
  const isOpened =
    (verdict === 'gvisor' || verdict === 'vm') &&
    canary.verdict !== 'indeterminate' &&
    canary.verdict !== verdict;
  const said = `; a canary pod of its class on its node: ${VERDICT_NAMES[canary.verdict]}, which says nothing of the pod itself`;
  return {
    verdict: isOpened ? 'indeterminate' : verdict,
    kernel,
    reason: own.reason.endsWith(said) ? own.reason : own.reason + said,
  };
}
