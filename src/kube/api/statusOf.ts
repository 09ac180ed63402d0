import { type Status, type StatusCause } from './apiError.ts';

/**
 * A Status out of a value of which nothing is certain: each field is what it has to be, or is not
 * there.
 */
export function statusOf(value: unknown): Status {
  const { status, message, reason, code, details } = fieldsOf(value);
  const { causes, retryAfterSeconds } = fieldsOf(details);
  return {
    ...texts({ status, message, reason }),
    ...(isWhole(code) ? { code } : {}),
    details: {
      causes: Array.isArray(causes) ? causes.slice(0, MAX_CAUSES).map(causeOf) : [],
      ...(isWhole(retryAfterSeconds) ? { retryAfterSeconds } : {}),
    },
  };
}

/** Nobody reads more of them. */
const MAX_CAUSES = 100;

function causeOf(value: unknown): StatusCause {
  const { reason, message, field } = fieldsOf(value);
  return texts({ reason, message, field });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function texts(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  const all = Object.entries(fields);
  return Object.fromEntries(
    all.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
