import { isAbort } from '../../../../base/abort.ts';
import { systemClock } from '../../../../base/clock.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import type { Connection } from '../../../../kube/api/connection.ts';
import { listWithRetry } from '../../../../kube/list/listWithRetry.ts';
import { NODES } from '../../../../kube/resources/nodeResource.ts';
import { RUNTIME_CLASSES } from '../../../../kube/resources/runtimeClassResource.ts';
import { strandedPods } from '../../../../model/runtimeClass/strandedPods.ts';
import { drainPool, type PoolDrain } from '../../../../provision/drainPool.ts';
import { showInformationMessage } from '../../../notifications.ts';
import { withCancellableProgress } from '../../../progress.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import type { PoolTarget } from '../../target/poolTarget.ts';
import { drainPage, drainText } from './drainPage.ts';
import { newPoolProof } from './newPoolProof.ts';
import { newPoolHasNoSandbox } from './replacementProblems.ts';

/**
 * Shows what a drain of a pool comes to; cordons and drains it once a person said yes. False when
 * they did not, or no longer wait.
 */
export async function askAndDrain(
  { previews, results, poolReplacements }: CommandContext,
  { cluster, pool, id }: PoolTarget,
  newPool: string,
  { connection, drain }: { readonly connection: Connection; readonly drain: PoolDrain },
): Promise<boolean> {
  const name = `${plainText(pool.name)} of ${plainText(cluster.name)}`;
  const [nodes, classes] = await withCancellableProgress(
    `Reading the nodes of ${plainText(newPool)}`,
    (_, signal) =>
      Promise.all([
        listWithRetry(connection, NODES, signal),
        listWithRetry(connection, RUNTIME_CLASSES, signal),
      ]),
  );
  const others = nodes.filter((node) => node.pool !== pool.name);
  const newNodes = others.filter((node) => node.pool === newPool);
  const found = [...results.nodes(id).values(), ...results.pods(id).values()];
  const { contradiction, isProved } = newPoolProof(found, newNodes);
  if (contradiction) throw newPoolHasNoSandbox(newPool, contradiction);
  const stranded = strandedPods(drain.pods, classes, others);
  const yes = await previews.ask({
    target: `${id}|${pool.name}`,
    title: `Drain ${name}`,
    markdown: drainPage({
      cluster: cluster.name,
      old: pool.name,
      newPool,
      drain,
      newNodes,
      stranded,
      isProved,
    }),
    action: 'drain',
  });
  if (!yes) return false;
  const which = { clusterId: cluster.id, old: pool.name };
  await poolReplacements.beginDrain(which);
  const agreed = new Set(drain.pods.map(({ uid }) => uid));
  try {
    await withCancellableProgress(`Draining ${name}`, (progress, signal) =>
      drainPool(
        connection,
        pool.name,
        agreed,
        {
          clock: systemClock,
          report: (told) => progress.report({ message: drainText(told) }),
        },
        signal,
      ),
    );
    return true;
  } catch (error) {
    if (!isAbort(error)) throw error;
    void showInformationMessage(
      `${name} is no longer drained. Nodes that were cordoned stay so, and pods that were evicted do not come back there; Replace Old Kata Pool goes on with the rest.`,
    );
    return false;
  } finally {
    await poolReplacements.endDrain(which);
  }
}
