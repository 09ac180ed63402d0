import { orAborted } from '../base/abort.ts';

/** Thrown where something did not come in its time. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly ms: number;

  constructor(ms: number) {
    super(`It did not end within ${ms} ms`);
    this.ms = ms;
  }
}

/**
 * What comes of the work within so many milliseconds, else a `DeadlineError`; the reason of
 * `signal` as soon as that is aborted. The work is told by its signal that nobody waits for it any
 * more; whether it listens does not matter.
 */
export async function within<T>(
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DeadlineError(ms)), ms);
  const either = AbortSignal.any([signal, late.signal]);
  try {
    return await orAborted(work(either), either);
  } catch (error) {
    const reason: unknown = either.aborted ? either.reason : error;
    // What else it has begun ends, too.
    late.abort(reason);
    throw reason;
  } finally {
    clearTimeout(timer);
  }
}
