import { MAX_TIMER_MS } from './abort.ts';
import type { Patience } from './patience.ts';

/**
 * Calls `work` for every item, at most `limit` at a time, and resolves to the results in the order
 * of the items. With a patience, what takes longer than that goes on beside the others. The first
 * failure stops new calls, an aborted signal does the same; it rejects once those under way have
 * ended, so that they can clean up.
 */
export async function mapConcurrent<T, R>(
  items: readonly T[],
  limit: number,
  signal: AbortSignal,
  work: (item: T, index: number) => Promise<R>,
  patience?: Patience,
): Promise<R[]> {
  const results: R[] = [];
  const aside = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let next = 0;
  const one = async (index: number): Promise<void> => {
    const began = Date.now();
    try {
      results[index] = await work(items[index] as T, index);
    } catch (error) {
      failures.push(error);
    }
    patience?.ended(Date.now() - began);
  };
  const worker = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      if (signal.aborted) failures.push(signal.reason);
      else {
        const running = one(next++);
        if (!patience || aside.size >= patience.most) await running;
        else if (!(await endsWithin(running, patience.ms))) {
          aside.add(running);
          void running.then(() => aside.delete(running));
        }
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  await Promise.all(aside);
  if (failures.length > 0) throw failures[0];
  return results;
}

/** Whether work that never fails ends within so many milliseconds. */
async function endsWithin(work: Promise<void>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), Math.min(ms, MAX_TIMER_MS));
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
