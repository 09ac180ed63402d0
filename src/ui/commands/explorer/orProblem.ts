import { isAbort } from '../../../base/abort.ts';
import { type Problem, problemOf } from '../../../base/problem.ts';

/** What was read, or why it could not be: who may not read a part of a page sees all else. */
export async function orProblem<T>(reading: Promise<T>): Promise<T | Problem> {
  try {
    return await reading;
  } catch (error) {
    if (isAbort(error)) throw error;
    return problemOf(error);
  }
}
