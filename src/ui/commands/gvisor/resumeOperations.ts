import { plainText } from '../../../base/text/plainText.ts';
import { readInstalled } from '../../../gvisor/deploy/installed.ts';
import { finishRemoval } from '../../../gvisor/remove/removal.ts';
import { ApiResources } from '../../../kube/write/apiResources.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import type { GVisorOperation } from '../../../state/memory/gvisorOperation.ts';
import { CLUSTERS_VIEW } from '../../ids.ts';
import { withViewProgress } from '../../progress.ts';
import { reportProblem } from '../../reportProblem.ts';
import type { RolloutContext } from '../target/commandContext.ts';
import { followInstall } from './followInstall.ts';
import { cutOffText, goOnText, resumptionOf } from './resumption.ts';
import { followRemoval } from './removeGVisor.ts';
import { showInformationMessage, showWarningMessage } from '../../notifications.ts';

const GO_ON = 'Go On';

/** Goes on with what had not ended when this window was reloaded or closed. */
export async function resumeOperations(context: RolloutContext): Promise<void> {
  const { clusters, sessions, operations, log } = context;
  await clusters.load();
  const resumed = operations.interrupted.map(async ([cluster, operation]) => {
    const session = sessions.open(cluster);
    try {
      // Without its context nothing can be told of it, now or later.
      if (session) await resume(context, session, operation);
      else await operations.end(cluster);
    } catch (error) {
      reportProblem(log, error);
    }
  });
  await Promise.all(resumed);
}

async function resume(
  context: RolloutContext,
  session: ClusterSession,
  operation: GVisorOperation,
): Promise<void> {
  const { operations } = context;
  const { connection } = session;
  const { id } = connection.cluster;
  const cluster = plainText(connection.cluster.name);
  const installed = await withViewProgress(CLUSTERS_VIEW, (signal) =>
    readInstalled(connection, new ApiResources(connection), signal),
  );
  const resumption = resumptionOf(operation, installed);
  if (resumption === 'follow' && operation.kind !== 'remove') {
    await followInstall(context, session, operation);
    return;
  }
  if (resumption === 'ask') {
    const answer = await showInformationMessage(goOnText(cluster), GO_ON);
    if (answer === GO_ON) {
      await followRemoval(context, session, (onWaiting, cancel) =>
        finishRemoval(connection, onWaiting, cancel),
      );
      return;
    }
  }
  await operations.end(id);
  if (resumption === 'cutOff' && operation.kind !== 'remove') {
    void showWarningMessage(cutOffText(operation, cluster));
  }
}
