import { UserError } from '../../base/problem.ts';
import type { AgentPool } from '../../model/aks/agentPool.ts';
import { parseToleration, type Toleration } from '../../model/kubernetes/taint.ts';

/**
 * What a RuntimeClass has to tolerate for its pods to go to these pools of a cluster, by the taints
 * that Azure keeps. Throws a `UserError` where a pool is not there, or is none of Linux.
 */
export function poolTolerations(
  names: readonly string[],
  pools: readonly AgentPool[],
  cluster: string,
): readonly Toleration[] {
  const chosen = names.map((name) => {
    const pool = pools.find((one) => one.name === name);
    if (pool?.osType === 'Linux') return pool;
    const linux = pools.filter(({ osType }) => osType === 'Linux');
    throw new UserError({
      kind: 'not-found',
      what: `${cluster} has no Linux node pool ${name}`,
      next: `It has: ${linux.map((one) => one.name).join(', ') || 'none'}.`,
      retryable: false,
    });
  });
  return chosen
    .flatMap(({ taints }) => taints.map(parseToleration))
    .filter((toleration) => toleration !== undefined);
}
