import { isAbort } from '../../base/abort.ts';
import { UserError } from '../../base/problem.ts';
import type { AgentPool } from '../../model/aks/agentPool.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { ArmError } from '../arm/armError.ts';
import { getAgentPool } from '../pools/agentPoolRequests.ts';

/**
 * The pool after an answer that was not clear; `undefined` where there is none. Throws a
 * `UserError` when that cannot be told: `asked` is what Azure cannot be asked then, `look` what a
 * person should look at.
 */
export async function poolAfterwards(
  arm: ArmClient,
  cluster: Pick<AksCluster, 'id' | 'name'>,
  pool: string,
  { asked, look }: { readonly asked: string; readonly look: string },
  signal: AbortSignal,
): Promise<AgentPool | undefined> {
  try {
    return await getAgentPool(arm, cluster, pool, signal);
  } catch (error) {
    if (isAbort(error)) throw error;
    if (error instanceof ArmError && error.status === 404) return undefined;
    throw new UserError(
      {
        kind: 'unreachable',
        what: `Azure gave no clear answer, and cannot be asked ${asked}`,
        next: `Look at ${look} before you try again.`,
        retryable: true,
      },
      error,
    );
  }
}
