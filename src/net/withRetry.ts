import { isAbort, sleep } from '../base/abort.ts';
import { backoffDelay } from './backoff.ts';
import { problemOf, UserError } from '../base/problem.ts';

const TRIES = 3;

/**
 * Does something that only reads. What may pass by itself (a busy server, a cut connection) is tried again
 * twice, after the time that the server asks for; not beyond `deadline`, in milliseconds since the epoch.
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
      if (isAbort(error) || attempt + 1 >= TRIES || !problemOf(error).retryable) throw error;
      const asked = error instanceof UserError ? error.retryAfterMs : 0;
      const wait = backoffDelay(attempt, Math.random(), asked);
      if (Date.now() + wait >= deadline) throw error;
      await sleep(wait, signal);
    }
  }
}
