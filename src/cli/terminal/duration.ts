import { UsageError } from './usageError.ts';

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const MAX_MS = 24 * 3_600_000;

/**
 * A duration in milliseconds, written as Go and kubectl take it (`30s`, `1m30s`, `500ms`) or as a
 * number of seconds. Throws a `UsageError` for what is none, is 0 or longer than a day.
 */
export function duration(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) * 1000 : sumOf(value);
  if (ms > 0 && ms <= MAX_MS) return ms;
  throw new UsageError(
    `${flag} is a duration such as 30s or 1m30s, above 0 and at most 24h, not "${value}"`,
  );
}

/** NaN where it is not made of numbers with units. */
function sumOf(value: string): number {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(value)) return NaN;
  const parts = value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g);
  return [...parts].reduce(
    (sum, [, number, unit = '']) => sum + Number(number) * (UNITS_MS[unit] ?? 0),
    0,
  );
}
