import {
  type CheckedSandbox,
  type CheckResult,
  READ_BY_NAMES,
  VERDICT_NAMES,
} from '../../model/isolation/checkResult.ts';
import { breaksPromise, isContradiction } from '../../model/isolation/contradictions.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import type { CheckReport } from './checkReport.ts';
import { isClaimOpen, lacksRequired } from './requiredSandbox.ts';

export type ReportRule =
  'sandbox-contradiction' | 'sandbox-promise' | 'sandbox-required' | 'sandbox-indeterminate';

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
  if (pod.sandbox && breaksPromise(pod)) {
    return { rule: 'sandbox-promise', level: 'error', message: promiseText(pod, pod.sandbox) };
  }
  if (lacksRequired(pod, required)) {
    const message = `${name} claims ${claim}, not the sandbox that is required.`;
    return { rule: 'sandbox-required', level: 'error', message };
  }
  return pod.verdict === 'indeterminate' || isClaimOpen(pod)
    ? { rule: 'sandbox-indeterminate', level: 'warning', message: verdict }
    : undefined;
}

/** What of a pod is less than the template of its Sandbox promises, and what mends it. */
export function promiseText(
  { namespace, name, runtimeClass }: CheckResult,
  sandbox: CheckedSandbox,
): string {
  return `${namespace}/${name} has the RuntimeClass ${runtimeClass ?? 'none'}, the template of its Sandbox ${sandbox.name} ${sandbox.runtimeClass}: the pod asks for less than is promised. Delete the pod, or suspend the Sandbox and resume it.`;
}
