const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How many milliseconds to wait before try number `attempt` (0 is the first retry): doubles from 0.5 s to
 * 30 s, with jitter between half and the whole, so that many clients do not come back together.
 * `retryAfterMs`, what the server asked for, is kept to as the least wait.
 */
export function backoffDelay(attempt: number, random: number, retryAfterMs = 0): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.max(retryAfterMs, whole * (0.5 + random / 2));
}
