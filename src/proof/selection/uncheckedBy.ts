import { isUnseen } from '../../kube/api/apiError.ts';
import type { Unchecked } from '../report/checkReport.ts';

/**
 * Why an object is not checked that is not there or may not be seen. Throws what says nothing of
 * the object itself.
 */
export function uncheckedBy(error: unknown, object: string): Unchecked {
  if (!isUnseen(error)) throw error;
  return { object, why: error.problem.what };
}
