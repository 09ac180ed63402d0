import { getAgentPool } from '../../../../azure/pools/agentPoolRequests.ts';
import type { PoolChange } from '../../../../azure/operations/sendChange.ts';
import { neverAborted } from '../../../../base/abort.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import { showInformationMessage } from '../../../notifications.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import type { PoolTarget } from '../../target/poolTarget.ts';
import { carryOut } from './carryOut.ts';
import { assertIdle } from './changeProblems.ts';

/** Asks whether a pool as it is now is to be changed. */
export type AskChange = (target: PoolTarget) => Promise<boolean>;

/**
 * Asks, and changes a pool; where somebody else changed it meanwhile, it is read and asked for
 * again.
 */
export async function askAndCarryOut(
  context: CommandContext,
  target: PoolTarget,
  change: PoolChange,
  ask: AskChange,
): Promise<void> {
  const { arm, cluster, pool } = target;
  assertIdle(pool);
  if (!(await ask(target))) return;
  if ((await carryOut(context, target, change)) === 'done') return;
  void showInformationMessage(
    `Somebody changed ${plainText(pool.name)} of ${plainText(cluster.name)} meanwhile, and nothing was done: look at it again.`,
  );
  const now = await getAgentPool(arm, cluster, pool.name, neverAborted());
  await askAndCarryOut(context, { ...target, pool: now }, change, ask);
}
