import { type QuickPickItem, window } from 'vscode';
import type { ArmClient } from '../../../azure/arm/armClient.ts';
import { getAgentPool, listAgentPools } from '../../../azure/pools/agentPoolRequests.ts';
import { plainText } from '../../../base/text/plainText.ts';
import type { UserError } from '../../../base/problem.ts';
import type { AgentPool } from '../../../model/aks/agentPool.ts';
import { withCancellableProgress } from '../../progress.ts';
import { agentPoolItem } from './agentPoolItem.ts';
import { type AksTarget, aksTarget } from './aksTarget.ts';
import type { CommandContext } from './commandContext.ts';
import { noAgentPools } from './targetProblems.ts';

/** The agent pool that a command is about, as Azure has it now. */
export interface PoolTarget extends AksTarget {
  readonly arm: ArmClient;
  readonly pool: AgentPool;
}

/** Which pools are offered where none was clicked, and what is wrong where there are none. */
export interface OfferedPools {
  readonly is: (pool: AgentPool) => boolean;
  readonly none: (cluster: string) => UserError;
}

const ALL: OfferedPools = { is: () => true, none: noAgentPools };

/**
 * The agent pool a command is about: that of the row that was clicked, else it asks for one of a
 * cluster, out of those that are offered. Throws when Azure has none.
 */
export async function poolTarget(
  context: CommandContext,
  args: readonly unknown[],
  title: string,
  offered: OfferedPools = ALL,
): Promise<PoolTarget | undefined> {
  const target = await aksTarget(context, args, title);
  if (!target) return undefined;
  const { cluster, clicked } = target;
  const arm = await target.azure.clusters.arm(cluster.tenant);
  const name = clicked?.kind === 'nodePool' ? clicked.name : undefined;
  const pools = await withCancellableProgress(
    `${title}: reading the node pools of ${plainText(cluster.name)}`,
    async (_, signal) =>
      name === undefined
        ? (await listAgentPools(arm, cluster, signal)).filter(offered.is)
        : [await getAgentPool(arm, cluster, name, signal)],
  );
  const pool = name === undefined ? await pickPool(pools, cluster.name, title, offered) : pools[0];
  return pool && { ...target, arm, pool };
}

async function pickPool(
  pools: readonly AgentPool[],
  cluster: string,
  title: string,
  { none }: OfferedPools,
): Promise<AgentPool | undefined> {
  if (pools.length === 0) throw none(cluster);
  const items = pools.map((pool): QuickPickItem & { readonly pool: AgentPool } => ({
    ...agentPoolItem(pool),
    pool,
  }));
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: 'Choose a node pool',
    matchOnDescription: true,
  });
  return picked?.pool;
}
