import { isAbort } from '../../../base/abort.ts';
import { plainText } from '../../../base/text/plainText.ts';
import { readInstalled } from '../../../gvisor/deploy/installed.ts';
import { RUNTIME_CLASS } from '../../../gvisor/manifest/installerNames.ts';
import {
  forceRemoval,
  isSomethingLeft,
  removeInstaller as remove,
} from '../../../gvisor/remove/removal.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { ApiResources } from '../../../kube/write/apiResources.ts';
import type { KubeNode } from '../../../model/node/node.ts';
import { count } from '../../../base/text/count.ts';
import { showInformationMessage, showNotice } from '../../notifications.ts';
import { withCancellableProgress } from '../../progress.ts';
import { readNodes, readPods } from '../target/clusterObjects.ts';
import type { CommandContext, OperationContext } from '../target/commandContext.ts';
import { clusterTarget } from '../target/target.ts';
import { notDeployed } from './gvisorProblems.ts';
import { noLongerFollowed } from './noLongerFollowed.ts';
import { operationTitle } from './operationTitle.ts';
import { removalMessage } from './removalMessage.ts';
import { removeQuestion } from '../../../gvisor/remove/removeQuestion.ts';

const TITLE = operationTitle({ kind: 'remove' });

/**
 * Removes gVisor from every node. While pods run under it they are named, and removing is an
 * explicit choice.
 */
export async function removeGVisor(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await clusterTarget(context, args, TITLE);
  if (!target) return;
  const { session } = target;
  const { connection } = session;
  const cluster = plainText(connection.cluster.name);
  const { what, running } = await withCancellableProgress(
    `${TITLE}: reading what ${cluster} has`,
    async (_, signal) => {
      const there = await whatIsThere(session, signal);
      const pods = await readPods(connection, signal);
      const under = pods.filter(
        ({ runtimeClass, phase }) => runtimeClass === RUNTIME_CLASS && phase === 'Running',
      );
      return { what: there, running: under };
    },
  );
  const isYes = await context.previews.askQuestion({
    target: `gvisor|${connection.cluster.id}`,
    question: removeQuestion(cluster, what, running),
    action: running.length > 0 ? 'removeAlthoughPodsRun' : 'remove',
  });
  if (!isYes) return;
  await followRemoval(context, session, async (onWaiting, signal) => {
    if (running.length > 0) {
      const names = (await withGVisor(session, signal)).map(({ name }) => name);
      await forceRemoval(connection, names, signal);
    }
    await remove(connection, onWaiting, signal);
  });
}

/**
 * What there is to remove: an installation, or what a removal left that was not followed to its
 * end.
 */
async function whatIsThere({ connection }: ClusterSession, signal: AbortSignal): Promise<string> {
  const resources = new ApiResources(connection);
  const installed = await readInstalled(connection, resources, signal);
  if (installed)
    return `gVisor from ${installed.pools.names.map((name) => plainText(name)).join(', ')}`;
  if (await isSomethingLeft(connection, resources, signal)) return 'what is left of gVisor';
  throw notDeployed(plainText(connection.cluster.name));
}

async function withGVisor(
  { connection }: ClusterSession,
  signal: AbortSignal,
): Promise<readonly KubeNode[]> {
  const nodes = await readNodes(connection, signal);
  return nodes.filter(({ gvisor }) => gvisor !== undefined);
}

/** Does a removal, or the rest of one, under a progress notification, and says what is left. */
export async function followRemoval(
  { operations, log }: OperationContext,
  session: ClusterSession,
  work: (onWaiting: Parameters<typeof remove>[1], signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { id, name } = session.connection.cluster;
  const cluster = plainText(name);
  await operations.begin(id, { kind: 'remove' });
  try {
    const left = await withCancellableProgress(
      `Removing gVisor from ${cluster}`,
      async (report, signal) => {
        await work((waiting) => {
          const nodes = waiting.map(({ node }) => plainText(node)).join(', ');
          report.report({ message: `${count(waiting.length, 'node')} left: ${nodes}` });
        }, signal);
        return withGVisor(session, signal);
      },
    );
    void showNotice(log, removalMessage(cluster, left));
  } catch (error) {
    if (!isAbort(error)) throw error;
    void showInformationMessage(noLongerFollowed({ kind: 'remove' }, cluster));
  } finally {
    await operations.end(id);
    session.refresh();
  }
}
