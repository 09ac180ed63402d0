import { type AskedSandbox, askedSandbox, asksLess } from './askedSandbox.ts';
import type { SandboxState } from './sandboxState.ts';
import type { SandboxTemplate } from './sandboxTemplate.ts';
import type { SandboxWarmPool } from './sandboxWarmPool.ts';

/** Free members of a pool with another class than its template. */
export interface StaleMembers {
  readonly count: number;
  /** They claim less and are handed out all the same. */
  readonly isRed: boolean;
}

/** A pool with its template and its free members. */
export interface PoolState {
  readonly pool: SandboxWarmPool;
  /** What its template promises; absent where that is not known. */
  readonly promise?: AskedSandbox;
  readonly free: number;
  readonly ready: number;
  readonly stale?: StaleMembers;
}

/**
 * What a pool promises and which of its free members are old. `members`: the Sandboxes that it
 * controls; `undefined` while they are not known, when its own figures count.
 */
export function poolState(
  pool: SandboxWarmPool,
  template: SandboxTemplate | undefined,
  members: readonly SandboxState[] | undefined,
  handlers: ReadonlyMap<string, string>,
): PoolState {
  const free = members?.length ?? pool.replicas;
  const ready =
    members?.filter(({ sandbox }) => sandbox.ready?.isReady === true).length ?? pool.readyReplicas;
  const promise = template && askedSandbox(template.runtimeClass, handlers);
  if (!promise) return { pool, free, ready };
  const old = (members ?? []).filter(({ asked }) => asked.runtimeClass !== promise.runtimeClass);
  if (old.length === 0) return { pool, promise, free, ready };
  const claimLess = old.some(({ asked }) => asksLess(asked, promise));
  const isRed = claimLess && pool.updateStrategy === 'OnReplenish';
  return { pool, promise, free, ready, stale: { count: old.length, isRed } };
}
