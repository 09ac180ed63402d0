import { isAbort, neverAborted } from '../../../../base/abort.ts';
import { systemClock } from '../../../../base/clock.ts';
import { describeError } from '../../../../base/log.ts';
import { aksKey } from '../../../../model/aks/aksCluster.ts';
import type { PoolOperation } from '../../../../model/aks/poolOperation.ts';
import { leftByOther } from '../../../../provision/otherWindow.ts';
import { resumeCreation } from '../../../../provision/poolCreation.ts';
import type { AzureParts } from '../../../../state/azure.ts';
import { showProblem } from '../../../showProblem.ts';
import type { OperationContext } from '../../target/commandContext.ts';
import { followCreation } from './followCreation.ts';

/**
 * Goes on with pools whose creation had not ended when a window was reloaded or closed. Without a
 * sign-in their records stay: whoever signs in goes on with them.
 */
export async function resumeCreations(context: OperationContext): Promise<void> {
  const { azure, clusters, poolOperations } = context;
  if (poolOperations.interrupted.length === 0) return;
  const parts = await azure.open();
  await Promise.all([clusters.load(), parts.clusters.load()]);
  if (parts.clusters.status === 'signed-out') return;
  const left = poolOperations.interrupted.filter(({ kind }) => kind === 'create');
  await Promise.all(left.map((operation) => resume(context, parts, operation)));
}

async function resume(
  context: OperationContext,
  parts: AzureParts,
  operation: PoolOperation,
): Promise<void> {
  const { poolOperations, log } = context;
  const watching = poolOperations.watch(operation);
  try {
    const left = await leftByOther(operation, poolOperations, systemClock, neverAborted());
    if (left) await followCreation(context, parts, left, resumeCreation);
    else parts.pools.refresh(aksKey(operation.clusterId));
  } catch (error) {
    if (isAbort(error)) return;
    log.error(describeError(error));
    void showProblem(error);
  } finally {
    watching.dispose();
  }
}
