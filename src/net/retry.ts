import { isAbort, sleep } from '../base/abort.ts';
import { problemOf, UserError } from '../base/problem.ts';

const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;
/**
 * How long until a problem that only a person can solve, e.g. a missing right, is looked at again.
 */
export const UNCHANGED_MS = 60_000;
const MAX_TRIES = 3;
/** Somebody waits for what is read once: a server's wish is kept to up to here. */
const MAX_READ_WAIT_MS = 60_000;
/** What took so long before it failed is not tried again. */
const MAX_RETRIED_MS = 20_000;
/** A shorter wait is nothing to tell. */
const MIN_TOLD_MS = 5000;

/** Told before a wait that somebody would notice. */
export type OnWait = (what: string) => void;

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
 * tried again twice, after the time that the server asks for, a minute at most; not beyond
 * `deadline`, in milliseconds since the epoch.
 */
export async function withRetry<T>(
  read: () => Promise<T>,
  signal: AbortSignal,
  deadline = Infinity,
  onWait: OnWait = () => undefined,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const began = Date.now();
    try {
      return await read();
    } catch (error) {
      const problem = problemOf(error);
      if (isAbort(error) || attempt + 1 >= MAX_TRIES || !problem.retryable) throw error;
      if (Date.now() - began > MAX_RETRIED_MS) throw error;
      const wait = Math.min(MAX_READ_WAIT_MS, retryDelay(error, attempt));
      if (Date.now() + wait >= deadline) throw error;
      if (wait >= MIN_TOLD_MS) {
        onWait(`${problem.what}: it is asked again in ${Math.round(wait / 1000)} s.`);
      }
      await sleep(wait, signal);
    }
  }
}
