import { isAbort } from '../../../base/abort.ts';
import { describeError, type Log } from '../../../base/log.ts';
import { plainText } from '../../../base/plainText.ts';
import { deleteOldScripts } from '../../../gvisor/deploy/oldScripts.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import type { Clusters } from '../../../state/clusters.ts';
import type { Operation, Operations } from '../../../state/operations.ts';
import { withCancellableProgress } from '../../progress.ts';
import { finishRollout } from './finishRollout.ts';
import { followRollout } from './followRollout.ts';
import { showInformationMessage } from '../../notifications.ts';

/** What an installation needs of the extension. */
export interface InstallContext {
  readonly clusters: Clusters;
  readonly operations: Operations;
  readonly log: Log;
}

/**
 * Carries an installation to its end under one progress notification: `apply` first, where it was not applied
 * yet, then its nodes one after the other, then the proof. Cancelling stops the watching alone.
 */
export async function followInstall(
  { clusters, operations, log }: InstallContext,
  session: ClusterSession,
  operation: Extract<Operation, { kind: 'install' }>,
  apply?: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { id } = session.connection.cluster;
  const cluster = plainText(session.connection.cluster.name);
  const { title, nodes, release } = operation;
  await operations.begin(id, operation);
  try {
    const rollout = await withCancellableProgress(
      `${title} in ${cluster}`,
      async (report, signal) => {
        report.report({ message: 'applying' });
        await apply?.(signal);
        session.refresh();
        return followRollout(session, nodes, release, report, signal);
      },
    );
    if (rollout.ready.length === rollout.total) await tidy(session, log);
    await finishRollout(clusters, session, rollout, operation, log);
  } catch (error) {
    if (!isAbort(error)) throw error;
    void showInformationMessage(
      `You no longer follow it, but what was applied to ${cluster} stays, and the installer goes on by itself: see the nodes in the tree. Remove gVisor takes it back.`,
    );
  } finally {
    await operations.end(id);
    session.refresh();
  }
}

/** Scripts that stay behind harm nobody: that they cannot be deleted is for the log alone. */
async function tidy(session: ClusterSession, log: Log): Promise<void> {
  try {
    const deleted = await deleteOldScripts(session.connection, new AbortController().signal);
    if (deleted.length > 0) log.info(`Deleted scripts of the installer: ${deleted.join(', ')}`);
  } catch (error) {
    log.warn(`Old scripts of the installer stay: ${describeError(error)}`);
  }
}
