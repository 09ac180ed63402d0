import {
  type CheckResult,
  READ_BY_NAMES,
  VERDICT_NAMES,
} from '../../model/isolation/checkResult.ts';
import { isContradiction } from '../../model/isolation/contradictions.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import type { CheckReport } from './checkReport.ts';
import { isClaimOpen, lacksRequired } from './requiredSandbox.ts';

export type ReportRule = 'sandbox-contradiction' | 'sandbox-required' | 'sandbox-indeterminate';

/** What is wrong with a pod, or open. */
export interface PodProblem {
  readonly rule: ReportRule;
  readonly level: 'error' | 'warning';
  /** A sentence. */
  readonly message: string;
}

/** What a report has to say of a pod; `undefined` for one whose claim holds. */
export function podProblem(
  pod: CheckResult,
  { required }: Pick<CheckReport, 'required'>,
): PodProblem | undefined {
  const name = `${pod.namespace}/${pod.name}`;
  const claim = isClaimOpen(pod) ? 'what is not known' : ISOLATION_NAMES[pod.claim];
  const by = pod.readBy === undefined ? '' : `, read by ${READ_BY_NAMES[pod.readBy]}`;
  const verdict = `${name} claims ${claim}; verdict: ${VERDICT_NAMES[pod.verdict]}${by}. ${pod.reason}.`;
  if (isContradiction(pod)) {
    return { rule: 'sandbox-contradiction', level: 'error', message: verdict };
  }
  if (lacksRequired(pod, required)) {
    const message = `${name} claims ${claim}, not the sandbox that is required.`;
    return { rule: 'sandbox-required', level: 'error', message };
  }
  return pod.verdict === 'indeterminate' || isClaimOpen(pod)
    ? { rule: 'sandbox-indeterminate', level: 'warning', message: verdict }
    : undefined;
}
