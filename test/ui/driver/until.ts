import { setTimeout as delay } from 'node:timers/promises';
import { errors } from 'playwright-core';

const POLL_MS = 25;

/** How long a person's step may take before it counts as not happening, in milliseconds. */
export const PATIENCE_MS = 15_000;

/**
 * Asks again and again until there is an answer other than `false`: for what no locator can wait for.
 * @throws a `TimeoutError` that names `what` was waited for
 */
export async function until<T>(
  ask: () => Promise<T | undefined>,
  what: string,
  timeoutMs = PATIENCE_MS,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  const attempt = async (): Promise<T> => {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) {
      throw new errors.TimeoutError(`Waited ${timeoutMs / 1000} s for ${what}`);
    }
    await delay(POLL_MS);
    return attempt();
  };
  return attempt();
}

/**
 * Does a step that a change of focus may undo again while one of its clicks comes too late; up to
 * `times`. Other failures, and the last one, are thrown.
 */
export async function persist<T>(step: () => Promise<T>, times = 3): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (times <= 1 || !(error instanceof errors.TimeoutError)) throw error;
    return persist(step, times - 1);
  }
}
