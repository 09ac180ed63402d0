/** A server's wish is kept to up to here, in milliseconds. */
const MAX_ASKED_MS = 5 * 60_000;

/**
 * How long a `Retry-After` asks to wait, in seconds or as a date (RFC 9110, 10.2.3), in
 * milliseconds; 0 when it says nothing that can be read.
 */
export function retryAfterMs(asked: string, now: number): number {
  return askedMs(/^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - now);
}

/** A wait that was asked for, as far as it is kept to. */
export function askedMs(ms: number): number {
  return ms > 0 ? Math.min(ms, MAX_ASKED_MS) : 0;
}
