import { type AgentPool, isInTransition, KATA_RUNTIME } from './agentPool.ts';

/** What is known of the replacement of an old pool. */
export interface ReplacementFacts {
  /** The pool that takes its place, as it was named when it was asked for. */
  readonly newPool: string | undefined;
  /** Somebody follows its creation, in any window. */
  readonly isCreating: boolean;
  /** What Azure has now. */
  readonly pools: readonly Pick<AgentPool, 'name' | 'state' | 'workloadRuntime'>[];
}

/**
 * What comes next as far as Azure tells: the new pool is to be created, is being created, did not
 * come to be, or is there, so that pods can move to it.
 */
export type ReplacementStep = 'create' | 'creating' | 'failed' | 'move';

/** The next step of a replacement: what Azure has already is not asked for again. */
export function replacementStep({ newPool, isCreating, pools }: ReplacementFacts): ReplacementStep {
  if (newPool === undefined) return 'create';
  const pool = pools.find(({ name }) => name === newPool);
  if (!pool) return isCreating ? 'creating' : 'create';
  // Somebody made another pool of that name.
  if (pool.workloadRuntime !== KATA_RUNTIME) return 'create';
  if (isInTransition(pool.state)) return 'creating';
  return pool.state === 'Succeeded' ? 'move' : 'failed';
}
