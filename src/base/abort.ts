/** True for the error that a cancelled operation ends with; such errors are never shown. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'CancelledError');
}

/** Thrown where work stops because its signal was aborted. */
export function abortError(): Error {
  return new DOMException('The operation was cancelled', 'AbortError');
}

/** Throws if the signal was aborted. Call it after each `await` of a long operation. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw abortError();
}

/**
 * What comes of the work, or a rejection as soon as the signal is aborted; the work itself goes on.
 */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const cancelled = (): void => reject(abortError());
  // The work is waited for in any case: nobody else may look at how it fails.
  if (signal.aborted) cancelled();
  signal.addEventListener('abort', cancelled, { once: true });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', cancelled);
  }
}

/** The longest time of one timer, in milliseconds: a longer one would end at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Resolves after `ms` milliseconds, `MAX_TIMER_MS` (25 days) at most, or rejects at once when the
 * signal is aborted.
 */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(abortError());
      return;
    }
    const done = () => {
      signal.removeEventListener('abort', cancelled);
      resolve();
    };
    const timer = setTimeout(done, Math.min(ms, MAX_TIMER_MS));
    const cancelled = () => {
      clearTimeout(timer);
      reject(abortError());
    };
    signal.addEventListener('abort', cancelled, { once: true });
  });
}

/**
 * A signal for work that serves several callers, or that must not end in its middle: nobody can
 * cancel it.
 */
export function neverAborted(): AbortSignal {
  return new AbortController().signal;
}
