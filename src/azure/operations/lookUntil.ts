import { isAbort } from '../../base/abort.ts';
import type { Clock } from '../../base/clock.ts';
import { type Problem, problemOf } from '../../base/problem.ts';
import { ArmError } from '../arm/armError.ts';

/**
 * Azure's budget for reads refills by one a second for a whole subscription. Source: AKS,
 * quotas-skus-regions (2026-08-03).
 */
export const MIN_POLL_MS = 5000;
const MAX_POLL_MS = 60_000;

/**
 * Looks at something of Azure again and again until that gives more than `undefined`. What cannot
 * be reached is asked again, less and less often, and as late as Azure says; a sign-in that is over
 * and a missing right are thrown.
 */
export async function lookUntil<T>(
  look: () => Promise<T | undefined>,
  options: {
    readonly clock: Clock;
    readonly signal: AbortSignal;
    /** Told why Azure could not be asked. */
    readonly onProblem: (problem: Problem) => void;
  },
): Promise<T> {
  const { clock, signal, onProblem } = options;
  for (let failures = 0; ;) {
    let wait = MIN_POLL_MS;
    try {
      const found = await look();
      failures = 0;
      if (found !== undefined) return found;
    } catch (error) {
      const problem = problemOf(error);
      if (isAbort(error) || !problem.retryable) throw error;
      onProblem(problem);
      failures++;
      const asks = error instanceof ArmError ? error.retryAfterMs : 0;
      wait = Math.max(asks, Math.min(MAX_POLL_MS, MIN_POLL_MS * 2 ** failures));
    }
    await clock.wait(wait, signal);
  }
}
