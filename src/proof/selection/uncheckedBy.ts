import { ApiError, isUnseen } from '../../kube/api/apiError.ts';
import type { Unchecked } from '../report/checkReport.ts';

/** What keeps something from being checked, or leaves a part of it open. */
export interface Shortfall {
  readonly unchecked: readonly Unchecked[];
  /** As sentences without their full stop. */
  readonly limits: readonly string[];
}

/**
 * Whether an error is about what was asked for. Any other is about the connection as a whole, so
 * nothing else would be read either: credentials, the network, a certificate, what stands between,
 * a server that limits who asks.
 */
export function isOfObject(error: unknown): error is ApiError {
  if (!(error instanceof ApiError)) return false;
  const { status } = error;
  return status >= 400 && status !== 401 && status !== 429;
}

/** Why an object is not checked. Throws what says nothing of the object itself. */
export function uncheckedBy(error: unknown, object: string): Unchecked {
  if (!isOfObject(error)) throw error;
  return { object, why: error.problem.what };
}

/**
 * What follows where something beside the pods could not be read: who may not read it, or has none
 * of it, is told what stays open; what failed otherwise may hide anything. Throws what says nothing
 * of the object itself.
 */
export function shortfallBy(error: unknown, object: string, open: string): Shortfall {
  const { why } = uncheckedBy(error, object);
  return isUnseen(error)
    ? { unchecked: [], limits: [`${why}: ${open}`] }
    : { unchecked: [{ object, why: `${why}: ${open}` }], limits: [] };
}

/** Several together, each thing said once. */
export function shortfallOf(parts: readonly Shortfall[]): Shortfall {
  const unchecked = parts.flatMap((part) => part.unchecked);
  return {
    unchecked: [...new Map(unchecked.map((one) => [`${one.object}: ${one.why}`, one])).values()],
    limits: [...new Set(parts.flatMap(({ limits }) => limits))],
  };
}
