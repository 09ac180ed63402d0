import { isAbort } from '../../../base/abort.ts';
import { describeError, type Log } from '../../../base/log.ts';
import { plainText } from '../../../base/text/plainText.ts';
import { deleteOldScripts } from '../../../gvisor/deploy/oldScripts.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import type { InstallOperation } from '../../../state/memory/gvisorOperation.ts';
import { showInformationMessage } from '../../notifications.ts';
import { withCancellableProgress } from '../../progress.ts';
import type { RolloutContext } from '../target/commandContext.ts';
import { finishRollout } from './finishRollout.ts';
import { followRollout } from './followRollout.ts';
import { noLongerFollowed } from './noLongerFollowed.ts';
import { operationTitle } from './operationTitle.ts';

/**
 * Carries an installation to its end under one progress notification: `apply` first, where it was
 * not applied yet, then its nodes one after the other, then the proof. Cancelling stops the
 * watching alone.
 */
export async function followInstall(
  context: RolloutContext,
  session: ClusterSession,
  operation: InstallOperation,
  apply?: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { operations, log } = context;
  const { id } = session.connection.cluster;
  const cluster = plainText(session.connection.cluster.name);
  const { nodes, release } = operation;
  await operations.begin(id, operation);
  try {
    const rollout = await withCancellableProgress(
      `${operationTitle(operation)} in ${cluster}`,
      async (report, signal) => {
        if (apply) report.report({ message: 'applying' });
        await apply?.(signal);
        session.refresh();
        const end = await followRollout(session, nodes, release, report, signal);
        if (end.ready.length === end.total) await tidy(session, log, signal);
        return end;
      },
    );
    await finishRollout(context, session, rollout, operation);
  } catch (error) {
    if (!isAbort(error)) throw error;
    void showInformationMessage(noLongerFollowed(operation, cluster));
  } finally {
    await operations.end(id);
    session.refresh();
  }
}

/** Scripts that stay behind harm nobody: that they cannot be deleted is for the log alone. */
async function tidy({ connection }: ClusterSession, log: Log, signal: AbortSignal): Promise<void> {
  try {
    const deleted = await deleteOldScripts(connection, signal);
    if (deleted.length > 0) log.info(`Deleted scripts of the installer: ${deleted.join(', ')}`);
  } catch (error) {
    if (isAbort(error)) throw error;
    log.warn(`Old scripts of the installer stay: ${describeError(error)}`);
  }
}
