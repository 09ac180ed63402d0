import { followPool } from '../../../../azure/operations/followPool.ts';
import type { ArmClient } from '../../../../azure/arm/armClient.ts';
import { systemClock } from '../../../../base/clock.ts';
import type { AgentPool } from '../../../../model/aks/agentPool.ts';
import type { AksCluster } from '../../../../model/aks/aksCluster.ts';
import type { PoolOutcome } from '../../../../model/aks/poolOperation.ts';
import { poolStateText } from '../../../../model/aks/poolText.ts';
import { withCancellableProgress } from '../../../progress.ts';

/** How what Azure does with a pool ended. */
export interface Followed {
  readonly outcome: PoolOutcome;
  /** What Azure said of the pool last; absent where it never did. */
  readonly last?: AgentPool;
}

/** Follows a pool under a notification. Cancelling it ends the waiting alone. */
export function followWithProgress(
  title: string,
  arm: ArmClient,
  cluster: Pick<AksCluster, 'id' | 'name'>,
  pool: string,
): Thenable<Followed> {
  return withCancellableProgress(title, async (progress, signal) => {
    let last: AgentPool | undefined;
    const outcome = await followPool(arm, cluster, pool, {
      clock: systemClock,
      signal,
      report: ({ pool: now, problem }) => {
        last = now ?? last;
        progress.report({ message: now ? poolStateText(now) : (problem?.what ?? '') });
      },
    });
    return { outcome, ...(last ? { last } : {}) };
  });
}
