import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { isContradiction } from '../../model/isolation/contradictions.ts';
import { besideCanary } from '../verdict/besideCanary.ts';

/**
 * The result of a pod that was checked again, maybe in another way: a canary pod stands beside what
 * was read in the pod itself and never in its place, and a contradiction stays until it is read
 * again.
 */
export function checkedAgain(earlier: CheckResult | undefined, again: CheckResult): CheckResult {
  if (earlier?.readBy === undefined || earlier.readBy === 'canary') return again;
  if (again.readBy === undefined) return isContradiction(earlier) ? earlier : again;
  if (again.readBy !== 'canary') return again;
  const evidence = [...earlier.evidence, ...again.evidence];
  return { ...earlier, ...besideCanary(earlier, again), evidence };
}
