import { listAgentPools } from '../../../../azure/pools/agentPoolRequests.ts';
import { neverAborted } from '../../../../base/abort.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import {
  type AgentPool,
  isInTransition,
  OLD_KATA_RUNTIME,
} from '../../../../model/aks/agentPool.ts';
import { aksKey } from '../../../../model/aks/aksCluster.ts';
import { replacementStep } from '../../../../model/aks/poolReplacement.ts';
import { isDrained, readPoolDrain } from '../../../../provision/drainPool.ts';
import { COMMAND_TITLES } from '../../../commandTitles.ts';
import { COMMANDS } from '../../../ids.ts';
import { showInformationMessage } from '../../../notifications.ts';
import { withCancellableProgress } from '../../../progress.ts';
import { assertIdle, assertNotLastSystemPool } from '../change/changeProblems.ts';
import { askAndDelete } from '../change/deletePool.ts';
import { connectToAks } from '../create/connectToAks.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import { type PoolTarget, poolTarget } from '../../target/poolTarget.ts';
import { askAndDrain } from './askAndDrain.ts';
import { askForNewPool } from './askForNewPool.ts';
import { newPoolComes, newPoolFailed, noOldKataPool } from './replacementProblems.ts';

/** A step was taken and the next may follow; or a person stopped, or it is over. */
type Went = 'on' | 'no-further';

/**
 * Replaces a Kata pool of the preview: a new pool, then the drain of the old one, then its
 * deletion. Each step is asked for; run again, it goes on where it stopped.
 */
export async function replaceOldKataPool(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const title = COMMAND_TITLES[COMMANDS.replaceOldKataPool];
  const target = await poolTarget(context, args, title, { is: isOld, none: noOldKataPool });
  if (!target) return;
  if (!isOld(target.pool)) throw noOldKataPool(target.cluster.name, target.pool.name);
  for (let went: Went = 'on', isFirst = true; went === 'on'; isFirst = false) {
    went = await nextStep(context, target, title, isFirst);
  }
}

function isOld({ workloadRuntime }: AgentPool): boolean {
  return workloadRuntime === OLD_KATA_RUNTIME;
}

async function nextStep(
  context: CommandContext,
  target: PoolTarget,
  title: string,
  isFirst: boolean,
): Promise<Went> {
  const { arm, cluster } = target;
  const { poolReplacements, poolOperations } = context;
  const pools = await listAgentPools(arm, cluster, neverAborted());
  const pool = pools.find(({ name }) => name === target.pool.name);
  if (!pool) return 'no-further';
  assertIdle(pool);
  assertNotLastSystemPool(pool, pools);
  const now = { ...target, pool };
  const newPool = poolReplacements.get({ clusterId: cluster.id, old: pool.name })?.newPool;
  const isCreating = poolOperations.all.some(
    ({ kind, clusterId, pool: created }) =>
      kind === 'create' && aksKey(clusterId) === aksKey(cluster.id) && created === newPool,
  );
  const step = replacementStep({ newPool, isCreating, pools });
  if (step === 'move' && newPool !== undefined) return moveStep(context, now, newPool, title);
  // What came of the creation was said.
  if (!isFirst) return 'no-further';
  if (step === 'creating') throw newPoolComes(newPool ?? '');
  if (step === 'failed') throw newPoolFailed(newPool ?? '');
  const existing = pools.map(({ name }) => name);
  return (await askForNewPool(context, now, existing, title)) ? 'on' : 'no-further';
}

/** The new pool is there: the old one is drained, then deleted. */
async function moveStep(
  context: CommandContext,
  target: PoolTarget,
  newPool: string,
  title: string,
): Promise<Went> {
  const { cluster, pool } = target;
  const about = { clusterId: cluster.id, clusterName: cluster.name };
  const connection = await connectToAks(context, about);
  const drain = await withCancellableProgress(
    `${title}: reading the pods of ${plainText(pool.name)}`,
    (_, signal) => readPoolDrain(connection, pool.name, signal),
  );
  if (!isDrained(drain)) {
    if (await askAndDrain(context, target, newPool, { connection, drain })) return 'on';
    return stopped(`${plainText(newPool)} is there, and ${plainText(pool.name)} is not drained.`);
  }
  await askAndDelete(context, target, title);
  const left = await listAgentPools(target.arm, cluster, neverAborted());
  const still = left.find(({ name }) => name === pool.name);
  if (still) {
    if (isInTransition(still.state)) return 'no-further';
    return stopped(`${plainText(pool.name)} is drained, and still there.`);
  }
  await context.poolReplacements.end({ clusterId: cluster.id, old: pool.name });
  return 'no-further';
}

function stopped(what: string): Went {
  void showInformationMessage(`${what} Replace Old Kata Pool goes on from there.`);
  return 'no-further';
}
