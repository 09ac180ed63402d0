import { count } from '../../../base/text/count.ts';
import { plainText } from '../../../base/text/plainText.ts';
import type { AgentPool } from '../../../model/aks/agentPool.ts';
import { poolStateText } from '../../../model/aks/poolText.ts';
import { ISOLATION_NAMES } from '../../../model/isolation/isolation.ts';
import { describe } from '../../../model/tree/treeNode.ts';

/** How a pool is offered in a list of them. */
export function agentPoolItem(pool: AgentPool): {
  readonly label: string;
  readonly description: string;
} {
  return {
    label: plainText(pool.name),
    description: describe(
      poolStateText(pool),
      ISOLATION_NAMES[pool.isolation],
      count(pool.count, 'node'),
      plainText(pool.vmSize, 80),
    ),
  };
}
