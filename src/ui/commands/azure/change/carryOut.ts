import { isSamePool } from '../../../../azure/operations/samePool.ts';
import {
  askedOf,
  isTaken,
  type PoolChange,
  type PoolChangeKind,
  sendChange,
} from '../../../../azure/operations/sendChange.ts';
import type { ArmClient } from '../../../../azure/arm/armClient.ts';
import { isAbort, neverAborted } from '../../../../base/abort.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import { aksKey } from '../../../../model/aks/aksCluster.ts';
import type { PoolOperation } from '../../../../model/aks/poolOperation.ts';
import type { AzureParts } from '../../../../state/azure.ts';
import { showInformationMessage, showNotice } from '../../../notifications.ts';
import type { OperationContext } from '../../target/commandContext.ts';
import type { PoolTarget } from '../../target/poolTarget.ts';
import { changeMessage, noLongerWaited } from './changeMessage.ts';
import { CHANGE_WORDS } from './changeWords.ts';
import { followWithProgress } from './followWithProgress.ts';

/** An operation that changes a pool which is there. */
export type ChangeOperation = PoolOperation & { readonly kind: PoolChangeKind };

/**
 * Sends a change and follows it to its end. `changed`: somebody changed the pool since it was read,
 * and nothing was done.
 */
export async function carryOut(
  context: OperationContext,
  { arm, cluster, pool }: Pick<PoolTarget, 'arm' | 'cluster' | 'pool'>,
  change: PoolChange,
): Promise<'done' | 'changed'> {
  const { poolOperations, azure } = context;
  const operation = await poolOperations.begin({
    kind: change.kind,
    clusterId: cluster.id,
    clusterName: cluster.name,
    tenant: cluster.tenant,
    pool: pool.name,
    body: askedOf(change),
    step: 'sending',
  });
  try {
    // It is not called off in its middle: nobody could tell whether Azure took it.
    const sent = await sendChange(arm, cluster, pool, change, neverAborted());
    if (sent === 'changed') {
      await poolOperations.end(operation.id);
      return 'changed';
    }
  } catch (error) {
    await poolOperations.end(operation.id);
    throw error;
  }
  await poolOperations.advance(operation.id, 'azure');
  azure.parts?.pools.refresh(aksKey(cluster.id));
  await follow(context, { ...operation, kind: change.kind }, arm);
  return 'done';
}

/** Goes on with a change that another window began, or this one before it was reloaded. */
export async function resumeChange(
  context: OperationContext,
  { clusters }: AzureParts,
  operation: ChangeOperation,
): Promise<void> {
  const { poolOperations } = context;
  const { clusterId: id, clusterName: name, tenant, kind, pool, body = {} } = operation;
  const arm = await clusters.arm(tenant);
  const wasSent =
    operation.step !== 'sending' ||
    (await isTaken(arm, { id, name }, pool, { kind, change: body }, neverAborted()));
  if (wasSent) {
    await follow(context, operation, arm);
    return;
  }
  await poolOperations.end(operation.id);
  const { doing } = CHANGE_WORDS[kind];
  void showInformationMessage(
    `${doing} ${pool} of ${name} was not begun before the window closed: it is as it was.`,
  );
}

async function follow(
  { poolOperations, azure, log }: OperationContext,
  operation: ChangeOperation,
  arm: ArmClient,
): Promise<void> {
  const { id, kind, pool, clusterId, clusterName, body = {} } = operation;
  const name = `${plainText(pool)} of ${plainText(clusterName)}`;
  const kept = poolOperations.keep(operation);
  try {
    const title = `${CHANGE_WORDS[kind].doing} ${name}`;
    const cluster = { id: clusterId, name: clusterName };
    const { outcome, last } = await followWithProgress(title, arm, cluster, pool);
    // While Azure is at work a pool may still tell what it was.
    const isOther = outcome.is === 'ready' && !isSamePool(body, last?.properties ?? {});
    void showNotice(log, changeMessage(kind, name, isOther ? { is: 'another' } : outcome));
  } catch (error) {
    if (!isAbort(error)) throw error;
    void showInformationMessage(noLongerWaited(kind, name));
  } finally {
    kept.dispose();
    await poolOperations.end(id);
    azure.parts?.pools.refresh(aksKey(clusterId));
  }
}
