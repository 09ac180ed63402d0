import { isAbort, sleep } from '../base/abort.ts';
import { problemOf, UserError } from '../base/problem.ts';

const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;
/**
 * How long until a problem that only a person can solve, e.g. a missing right, is looked at again.
 */
export const UNCHANGED_MS = 60_000;
const MAX_TRIES = 3;

/**
 * How many milliseconds to wait before try number `attempt` (0 is the first retry): doubles from
 * 0.5 s to 30 s, with jitter between half and the whole, so that many clients do not come back
 * together. What the server asked for is the least wait.
 */
export function retryDelay(error: unknown, attempt: number, random = Math.random()): number {
  const whole = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 16));
  const asked = error instanceof UserError ? error.retryAfterMs : 0;
  return Math.max(asked, whole * (0.5 + random / 2));
}

/**
 * Like `retryDelay`, for what is followed: it never gives up, but asks rarely while only a person
 * can help.
 */
export function followDelay(error: unknown, attempt: number): number {
  const wait = retryDelay(error, attempt);
  return problemOf(error).retryable ? wait : Math.max(wait, UNCHANGED_MS);
}

/**
 * Does something that only reads. What may pass by itself (a busy server, a cut connection) is
 * tried again twice, after the time that the server asks for; not beyond `deadline`, in
 * milliseconds since the epoch.
 */
export async function withRetry<T>(
  read: () => Promise<T>,
  signal: AbortSignal,
  deadline = Infinity,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      if (isAbort(error) || attempt + 1 >= MAX_TRIES || !problemOf(error).retryable) throw error;
      const wait = retryDelay(error, attempt);
      if (Date.now() + wait >= deadline) throw error;
      await sleep(wait, signal);
    }
  }
}
