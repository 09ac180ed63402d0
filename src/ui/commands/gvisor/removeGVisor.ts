import { isAbort } from '../../../base/abort.ts';
import { plainText } from '../../../base/plainText.ts';
import { readInstalled } from '../../../gvisor/deploy/installed.ts';
import { RUNTIME_CLASS } from '../../../gvisor/manifest/installerNames.ts';
import {
  forceRemoval,
  isSomethingLeft,
  removeInstaller as remove,
} from '../../../gvisor/remove/removal.ts';
import { removeQuestion } from '../../../gvisor/remove/removeQuestion.ts';
import { ApiResources } from '../../../kube/write/apiResources.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { listAll } from '../../../kube/list/list.ts';

import type { Clusters } from '../../../state/clusters.ts';
import type { Operations } from '../../../state/operations.ts';
import { withCancellableProgress } from '../../progress.ts';
import { notDeployed } from './installGVisor.ts';
import { nodesOf } from '../target/nodesOf.ts';
import { clusterTarget } from '../target/target.ts';
import { showInformationMessage, showWarningMessage } from '../../notifications.ts';
import { count } from '../../../base/count.ts';
import { PODS } from '../../../kube/resources/podResource.ts';
import { NODES } from '../../../kube/resources/nodeResource.ts';

/** Removes gVisor from every node. While pods run under it they are named, and removing is an explicit choice. */
export async function removeGVisor(
  clusters: Clusters,
  operations: Operations,
  args: readonly unknown[],
): Promise<void> {
  const target = await clusterTarget(clusters, args, 'Remove gVisor');
  if (!target) return;
  const { session } = target;
  const { connection } = session;
  const what = await whatIsThere(session);
  const { items } = await listAll(connection, PODS, new AbortController().signal);
  const running = [...items.values()].filter(
    ({ runtimeClass, phase }) => runtimeClass === RUNTIME_CLASS && phase === 'Running',
  );
  const { title, detail, button } = removeQuestion(
    plainText(connection.cluster.name),
    what,
    running,
  );
  if ((await showWarningMessage(title, { modal: true, detail }, button)) !== button) return;
  await followRemoval(operations, session, async (onWaiting, signal) => {
    if (running.length > 0) {
      const nodes = (await nodesOf(session)).filter(({ gvisor }) => gvisor !== undefined);
      const names = nodes.map(({ name }) => name);
      await forceRemoval(connection, names, signal);
    }
    await remove(connection, onWaiting, signal);
  });
}

/** What there is to remove: an installation, or what a removal left that was not followed to its end. */
async function whatIsThere(session: ClusterSession): Promise<string> {
  const { connection } = session;
  const resources = new ApiResources(connection);
  const { signal } = new AbortController();
  const installed = await readInstalled(connection, resources, signal);
  if (installed)
    return `gVisor from ${installed.pools.names.map((name) => plainText(name)).join(', ')}`;
  if (await isSomethingLeft(connection, resources, signal)) return 'what is left of gVisor';
  throw notDeployed(connection.cluster.name);
}

/** Does a removal, or the rest of one, under a progress notification, and says what is left. */
export async function followRemoval(
  operations: Operations,
  session: ClusterSession,
  work: (onWaiting: Parameters<typeof remove>[1], signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { id, name } = session.connection.cluster;
  const cluster = plainText(name);
  await operations.begin(id, { kind: 'remove' });
  try {
    await withCancellableProgress(`Removing gVisor from ${cluster}`, (report, signal) =>
      work((left) => {
        const nodes = left.map(({ node }) => plainText(node)).join(', ');
        report.report({ message: `${count(left.length, 'node')} left: ${nodes}` });
      }, signal),
    );
    await sayWhatIsLeft(session);
  } catch (error) {
    if (!isAbort(error)) throw error;
    void showInformationMessage(
      `You no longer follow it. The DaemonSet in ${cluster} is deleted and its pods clean their nodes by themselves; run Remove gVisor again for the rest.`,
    );
  } finally {
    await operations.end(id);
    session.refresh();
  }
}

async function sayWhatIsLeft({ connection }: ClusterSession): Promise<void> {
  const cluster = plainText(connection.cluster.name);
  const { items } = await listAll(connection, NODES, new AbortController().signal);
  const left = [...items.values()].filter(({ gvisor }) => gvisor !== undefined);
  if (left.length === 0) {
    void showInformationMessage(`gVisor is removed from all nodes of ${cluster}.`);
    return;
  }
  const names = left.map(({ name, gvisor }) => plainText(`${name} (${gvisor?.reason ?? ''})`, 300));
  void showWarningMessage(
    `gVisor stays on ${count(left.length, 'node')} of ${cluster}: ${names.slice(0, 5).join('; ')}. Deploy it again, then remove it once no pod runs under it.`,
  );
}
