import { isAbort } from '../../base/abort.ts';
import { problemOf } from '../../base/problem.ts';
import { ArmError } from '../arm/armError.ts';

/**
 * Whether an error tells for certain that a change was not made: Azure refused it, or nothing was
 * sent, as without a token. After any other error it may have been made.
 */
export function wasNotDone(error: unknown): boolean {
  if (isAbort(error) || problemOf(error).kind === 'unauthorized') return true;
  return error instanceof ArmError && error.status < 500 && error.status !== 408;
}
