/** A server's wish is kept to up to here, in milliseconds. */
const MAX_WAIT_MS = 5 * 60_000;

/**
 * How long an answer asks to wait, in milliseconds: `Retry-After` in seconds or as a date, or
 * Resource Graph's `x-ms-user-quota-resets-after` (`hh:mm:ss`); 0 when it says nothing that can be
 * read.
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string | undefined>>,
  now: number,
): number {
  const asked = headers['retry-after'] ?? '';
  const [, hours, minutes, seconds] =
    /^(\d+):(\d\d):(\d\d)/.exec(headers['x-ms-user-quota-resets-after'] ?? '') ?? [];
  const reset =
    hours === undefined
      ? 0
      : (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  const after = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - now;
  const wait = Number.isFinite(after) && after > 0 ? after : reset;
  return Math.min(wait, MAX_WAIT_MS);
}
