import type { PoolOperation } from '../../../../model/aks/poolOperation.ts';
import type { AzureParts } from '../../../../state/azure.ts';
import { reportProblem } from '../../../reportProblem.ts';
import { resumeChange } from '../change/carryOut.ts';
import { rowOfAks } from '../create/connectToAks.ts';
import { goOnCreating } from '../create/goOnCreating.ts';
import { COMMANDS } from '../../../ids.ts';
import { showWarningMessage } from '../../../notifications.ts';
import { rowOf, runCommand } from '../../../runCommand.ts';
import type { PoolReplacement } from '../../../../state/memory/poolReplacements.ts';
import type { OperationContext } from '../../target/commandContext.ts';

const GO_ON = 'Go On…';

/**
 * Goes on with what had not ended on node pools when a window was reloaded or closed. Without a
 * sign-in the records stay: whoever signs in goes on with them.
 */
export async function resumePoolOperations(context: OperationContext): Promise<void> {
  const { azure, clusters, poolOperations, poolReplacements } = context;
  if (!isInterrupted(context)) return;
  const parts = await azure.open();
  await Promise.all([clusters.load(), parts.clusters.load()]);
  if (parts.clusters.status === 'signed-out') return;
  for (const drain of poolReplacements.interruptedDrains) void offerDrain(context, drain);
  await Promise.all(poolOperations.interrupted.map((one) => resume(context, parts, one)));
}

/** Whether something on node pools had not ended when a window was reloaded or closed. */
function isInterrupted({ poolOperations, poolReplacements }: OperationContext): boolean {
  return poolOperations.interrupted.length > 0 || poolReplacements.interruptedDrains.length > 0;
}

/** A drain is gone on with on a person's word alone: other pods run there by now. */
async function offerDrain(context: OperationContext, drain: PoolReplacement): Promise<void> {
  const { clusterId, clusterName, old } = drain;
  await context.poolReplacements.endDrain(drain);
  const row = rowOfAks(context, clusterId);
  const chosen = await showWarningMessage(
    `The drain of ${old} of ${clusterName} was interrupted when the window closed: nodes that were cordoned stay so. Replace Old Kata Pool goes on with it.`,
    ...(row === undefined ? [] : [GO_ON]),
  );
  if (chosen !== GO_ON || row === undefined) return;
  const pool = rowOf({ kind: 'nodePool', cluster: row, name: old });
  await runCommand(COMMANDS.replaceOldKataPool, pool);
}

async function resume(
  context: OperationContext,
  azure: AzureParts,
  operation: PoolOperation,
): Promise<void> {
  const { poolOperations, log } = context;
  const { kind } = operation;
  // A change that another window carries out is left to it.
  if (kind !== 'create' && poolOperations.isElsewhere(operation)) return;
  const watching = poolOperations.watch(operation);
  try {
    if (kind === 'create') await goOnCreating(context, azure, operation);
    else await resumeChange(context, azure, { ...operation, kind });
  } catch (error) {
    reportProblem(log, error);
  } finally {
    watching.dispose();
  }
}
