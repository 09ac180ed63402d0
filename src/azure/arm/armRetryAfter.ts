import { askedMs, retryAfterMs } from '../../net/retryAfter.ts';

/**
 * How long an answer asks to wait, in milliseconds: `Retry-After` in seconds or as a date, or
 * Resource Graph's `x-ms-user-quota-resets-after` (`hh:mm:ss`); 0 when it says nothing that can be
 * read. A date counts from that of the answer, where it has one: the clock here may be wrong.
 */
export function armRetryAfterMs(
  headers: Readonly<Record<string, string | undefined>>,
  now: number,
): number {
  const [, hours, minutes, seconds] =
    /^(\d+):(\d\d):(\d\d)/.exec(headers['x-ms-user-quota-resets-after'] ?? '') ?? [];
  const reset =
    hours === undefined
      ? 0
      : (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  const sent = Date.parse(headers['date'] ?? '');
  const from = Number.isNaN(sent) ? now : sent;
  return retryAfterMs(headers['retry-after'] ?? '', from) || askedMs(reset);
}
