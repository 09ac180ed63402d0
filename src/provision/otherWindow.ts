import type { Clock } from '../base/clock.ts';
import type { PoolOperation } from '../model/aks/poolOperation.ts';
import type { PoolOperations } from '../state/memory/poolOperations.ts';

const LOOK_MS = 5000;

/**
 * Waits as long as another window carries an operation out. Resolves to what it left when that
 * window is gone; `undefined` once the operation has ended there.
 */
export async function leftByOther(
  { id }: Pick<PoolOperation, 'id'>,
  operations: PoolOperations,
  clock: Clock,
  signal: AbortSignal,
): Promise<PoolOperation | undefined> {
  for (;;) {
    const now = operations.get(id);
    if (!now || !operations.isElsewhere(now)) return now;
    await clock.wait(LOOK_MS, signal);
  }
}
