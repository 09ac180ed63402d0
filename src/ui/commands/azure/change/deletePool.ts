import { window } from 'vscode';
import { listAgentPools } from '../../../../azure/pools/agentPoolRequests.ts';
import { isAbort, neverAborted } from '../../../../base/abort.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import { problemOf } from '../../../../base/problem.ts';
import { COMMAND_TITLES } from '../../../commandTitles.ts';
import { COMMANDS } from '../../../ids.ts';
import { nodesOf, podsOf } from '../../target/clusterObjects.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import { type PoolTarget, poolTarget } from '../../target/poolTarget.ts';
import { sessionOf } from '../../target/target.ts';
import { askAndCarryOut } from './askAndCarryOut.ts';
import { assertIdle, assertNotLastSystemPool } from './changeProblems.ts';
import { changePage } from './changePage.ts';
import { deleteSays, type LeavingPods, podsThatGo } from './podsThatGo.ts';

const CHANGE = { kind: 'delete', change: {} } as const;

/**
 * Deletes a pool. Its page, with the pods that would go, can be read while the name of the pool is
 * typed.
 */
export async function deleteNodePool(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const title = COMMAND_TITLES[COMMANDS.deletePool];
  const target = await poolTarget(context, args, title);
  if (target) await askAndDelete(context, target, title);
}

/** Asks for the name of a pool, and deletes it. */
export async function askAndDelete(
  context: CommandContext,
  target: PoolTarget,
  title: string,
): Promise<void> {
  const { arm, cluster, pool } = target;
  assertIdle(pool);
  assertNotLastSystemPool(pool, await listAgentPools(arm, cluster, neverAborted()));
  await askAndCarryOut(context, target, CHANGE, async (now) => {
    const says = deleteSays(now.pool, await leavingPods(context, now, title));
    const { name } = now.pool;
    await context.documents.showMarkdown(
      [`Delete ${name} of ${cluster.name}.md`],
      changePage(cluster, now.pool, CHANGE, says),
    );
    const typed = await window.showInputBox({
      title: `${title}: ${plainText(name)} of ${plainText(cluster.name)}`,
      prompt: `Type ${plainText(name)} to delete the node pool with its nodes`,
      ignoreFocusOut: true,
      validateInput: (text) =>
        text === '' || text === name ? undefined : `The node pool is called ${plainText(name)}`,
    });
    return typed === name;
  });
}

/** The pods of the pool's nodes, or why they cannot be told. */
async function leavingPods(
  context: CommandContext,
  { id, pool }: PoolTarget,
  title: string,
): Promise<LeavingPods> {
  try {
    const session = await sessionOf(context, id);
    const nodes = await nodesOf(session, title);
    return podsThatGo(pool.name, nodes, await podsOf(session, title));
  } catch (error) {
    if (isAbort(error)) throw error;
    return { unknown: problemOf(error) };
  }
}
