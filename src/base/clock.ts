import { sleep } from './abort.ts';

/** What time it is, and how to wait; tests turn one of their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Throws when the signal is aborted before the time is over. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = { now: () => Date.now(), wait: sleep };
