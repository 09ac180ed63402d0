import type { PoolOperation } from '../../../../model/aks/poolOperation.ts';
import type { AzureParts } from '../../../../state/azure.ts';
import { reportProblem } from '../../../reportProblem.ts';
import { resumeChange } from '../change/carryOut.ts';
import { goOnCreating } from '../create/goOnCreating.ts';
import type { OperationContext } from '../../target/commandContext.ts';

/**
 * Goes on with what had not ended on node pools when a window was reloaded or closed. Without a
 * sign-in the records stay: whoever signs in goes on with them.
 */
export async function resumePoolOperations(context: OperationContext): Promise<void> {
  const { azure, clusters, poolOperations } = context;
  if (poolOperations.interrupted.length === 0) return;
  const parts = await azure.open();
  await Promise.all([clusters.load(), parts.clusters.load()]);
  if (parts.clusters.status === 'signed-out') return;
  await Promise.all(poolOperations.interrupted.map((one) => resume(context, parts, one)));
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
