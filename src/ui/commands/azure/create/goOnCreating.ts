import { neverAborted } from '../../../../base/abort.ts';
import { systemClock } from '../../../../base/clock.ts';
import { aksKey } from '../../../../model/aks/aksCluster.ts';
import type { PoolOperation } from '../../../../model/aks/poolOperation.ts';
import { leftByOther } from '../../../../provision/otherWindow.ts';
import { resumeCreation } from '../../../../provision/poolCreation.ts';
import type { AzureParts } from '../../../../state/azure.ts';
import type { OperationContext } from '../../target/commandContext.ts';
import { followCreation } from './followCreation.ts';

/**
 * Goes on with a pool whose creation had not ended when a window was reloaded or closed. While
 * another window does so, that one is waited for.
 */
export async function goOnCreating(
  context: OperationContext,
  azure: AzureParts,
  operation: PoolOperation,
): Promise<void> {
  const { poolOperations } = context;
  const left = await leftByOther(operation, poolOperations, systemClock, neverAborted());
  if (left) await followCreation(context, azure, left, resumeCreation);
  else azure.pools.refresh(aksKey(operation.clusterId));
}
