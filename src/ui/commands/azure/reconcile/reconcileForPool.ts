import { getManagedCluster } from '../../../../azure/clusters/managedCluster.ts';
import { unchangedCluster } from '../../../../azure/clusters/unchangedCluster.ts';
import { type Reconcile, reconcileCluster } from '../../../../azure/operations/reconcileCluster.ts';
import { neverAborted } from '../../../../base/abort.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import { listWithRetry } from '../../../../kube/list/listWithRetry.ts';
import { RUNTIME_CLASSES } from '../../../../kube/resources/runtimeClassResource.ts';
import { type AgentPool, KATA_RUNTIME } from '../../../../model/aks/agentPool.ts';
import { aksKey } from '../../../../model/aks/aksCluster.ts';
import { stringOf } from '../../../../model/kubernetes/kubernetesObject.ts';
import { podSandboxingClass } from '../../../../provision/kataNode.ts';
import { resumeCreation } from '../../../../provision/poolCreation.ts';
import { COMMAND_TITLES } from '../../../commandTitles.ts';
import { COMMANDS } from '../../../ids.ts';
import { showInformationMessage } from '../../../notifications.ts';
import { withCancellableProgress } from '../../../progress.ts';
import { connectToAks } from '../create/connectToAks.ts';
import { followCreation } from '../create/followCreation.ts';
import { assertIdle } from '../change/changeProblems.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import { type PoolTarget, poolTarget } from '../../target/poolTarget.ts';
import { reconcilePage } from './reconcilePage.ts';
import {
  assertAllKnown,
  assertClusterIdle,
  classIsThere,
  hasNoKataPool,
  noETag,
} from './reconcileProblems.ts';

const TITLE = COMMAND_TITLES[COMMANDS.reconcileCluster];

/**
 * Makes AKS bring the RuntimeClass of a Kata pool: the cluster is sent back as it was read, once a
 * person has read it and said yes. Then the pool is proved.
 */
export async function reconcileForPool(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await poolTarget(context, args, TITLE, { is: isKata, none: hasNoKataPool });
  if (!target) return;
  const { cluster, pool } = target;
  if (!isKata(pool)) throw hasNoKataPool(cluster.name, pool.name);
  assertIdle(pool);
  await assertNoClass(context, target);
  for (let sent: 'changed' | 'done' = 'changed'; sent === 'changed';) {
    sent = await askAndReconcile(context, target);
  }
}

function isKata({ workloadRuntime }: AgentPool): boolean {
  return workloadRuntime === KATA_RUNTIME;
}

async function assertNoClass(context: CommandContext, { cluster }: PoolTarget): Promise<void> {
  const about = { clusterId: cluster.id, clusterName: cluster.name };
  const connection = await connectToAks(context, about);
  const classes = await withCancellableProgress(
    `${TITLE}: reading the runtime classes of ${plainText(cluster.name)}`,
    (_, signal) => listWithRetry(connection, RUNTIME_CLASSES, signal),
  );
  const found = podSandboxingClass(classes);
  if (found) throw classIsThere(cluster.name, found.name);
}

/** `changed`: somebody changed the cluster since it was read, and nothing was done. */
async function askAndReconcile(
  context: CommandContext,
  { arm, azure, cluster: known, pool }: PoolTarget,
): Promise<'changed' | 'done'> {
  const { previews, poolOperations } = context;
  const { cluster, body: read } = await withCancellableProgress(
    `${TITLE}: reading ${plainText(known.name)}`,
    (_, signal) => getManagedCluster(arm, known, signal),
  );
  assertClusterIdle(cluster);
  const { body, unknown } = unchangedCluster(read);
  assertAllKnown(cluster, unknown);
  const reconcile: Reconcile = { eTag: stringOf(read['eTag']), body };
  if (reconcile.eTag === '') throw noETag(cluster.name);
  const yes = await previews.ask({
    target: aksKey(cluster.id),
    title: `Reconcile ${plainText(cluster.name)}`,
    markdown: reconcilePage(cluster, pool.name, read, reconcile),
    action: 'send',
  });
  if (!yes) return 'done';
  const operation = await poolOperations.begin({
    kind: 'create',
    clusterId: cluster.id,
    clusterName: cluster.name,
    tenant: known.tenant,
    pool: pool.name,
    body: { workloadRuntime: KATA_RUNTIME },
    step: 'reconcile',
  });
  try {
    // It is not called off in its middle: nobody could tell whether Azure took it.
    const sent = await reconcileCluster(arm, cluster, reconcile, neverAborted());
    if (sent === 'changed') {
      await poolOperations.end(operation.id);
      void showInformationMessage(
        `Somebody changed ${plainText(cluster.name)} meanwhile, and nothing was done: look at it again.`,
      );
      return 'changed';
    }
  } catch (error) {
    await poolOperations.end(operation.id);
    throw error;
  }
  await followCreation(context, azure, operation, resumeCreation);
  return 'done';
}
