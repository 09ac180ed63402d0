import type { Clock } from '../../base/clock.ts';
import type { Problem } from '../../base/problem.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import { type AgentPool, isInTransition } from '../../model/aks/agentPool.ts';
import type { PoolOutcome } from '../../model/aks/poolOperation.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { ArmError } from '../arm/armError.ts';
import { getAgentPool } from '../pools/agentPoolRequests.ts';
import { lookUntil } from './lookUntil.ts';
import { isSamePool } from './samePool.ts';

/** What is told while a pool is followed. */
export interface PoolProgress {
  /** What Azure said last; absent while it cannot be reached. */
  readonly pool?: AgentPool;
  /** Why Azure could not be asked; it is asked again. */
  readonly problem?: Problem;
}

/**
 * Follows a pool until Azure is done with it. Only the pool's own `provisioningState` decides: an
 * operation may say something else, and others may work on the pool too. What cannot be reached is
 * asked again; a sign-in that is over and a missing right are thrown.
 */
export async function followPool(
  arm: ArmClient,
  cluster: Pick<AksCluster, 'id' | 'name'>,
  name: string,
  options: {
    /** What the pool was asked for; another one of that name is not it. */
    readonly asked?: Readonly<Record<string, unknown>>;
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly report: (progress: PoolProgress) => void;
  },
): Promise<PoolOutcome> {
  const { asked, clock, signal, report } = options;
  const look = async (): Promise<PoolOutcome | undefined> => {
    try {
      const pool = await getAgentPool(arm, cluster, name, signal);
      report({ pool });
      if (asked && !isSamePool(asked, pool.properties)) return { is: 'another' };
      return isInTransition(pool.state) ? undefined : outcomeOf(pool);
    } catch (error) {
      if (error instanceof ArmError && error.status === 404) return { is: 'gone' };
      throw error;
    }
  };
  return lookUntil(look, { clock, signal, onProblem: (problem) => report({ problem }) });
}

function outcomeOf({ state, count, failure }: AgentPool): PoolOutcome {
  if (state === 'Succeeded') return { is: 'ready', count };
  if (state === 'Canceled') return { is: 'canceled' };
  const unknown = { code: '', message: 'Azure does not say why' };
  return { is: 'failed', failure: failure ?? unknown };
}
