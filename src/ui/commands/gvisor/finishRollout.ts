import { mapConcurrent } from '../../../base/mapConcurrent.ts';
import { plainText } from '../../../base/text/plainText.ts';
import { proveNode } from '../../../gvisor/deploy/canary.ts';
import type { Rollout } from '../../../gvisor/deploy/rollout.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import type { InstallOperation } from '../../../state/memory/gvisorOperation.ts';
import { COMMANDS } from '../../ids.ts';
import { showNotice } from '../../notifications.ts';
import { withCancellableProgress } from '../../progress.ts';
import { runCommand } from '../../runCommand.ts';
import type { OperationContext } from '../target/commandContext.ts';
import { rolloutMessage } from './rolloutMessage.ts';

const MAX_AT_ONCE = 8;

/** Proves each node that is ready by a canary pod, and says what came out. */
export async function finishRollout(
  { results, log }: OperationContext,
  { connection }: ClusterSession,
  rollout: Rollout,
  { image, release }: InstallOperation,
): Promise<void> {
  const { ready } = rollout;
  const cluster = plainText(connection.cluster.name);
  const proofs = await withCancellableProgress(
    `Proving gVisor on the nodes of ${cluster}`,
    (report, signal) =>
      mapConcurrent(ready, MAX_AT_ONCE, signal, async ({ name }, index) => {
        report.report({ message: `${index + 1} of ${ready.length}: ${name}` });
        const result = await proveNode(connection, name, image, log, signal);
        results.addNode(connection.cluster.id, result);
        return result;
      }),
  );
  const notice = rolloutMessage(cluster, release, rollout, proofs);
  // The message may stay for long: nothing waits for its answer.
  void showNotice(log, notice, 'Show Log').then((chosen) => {
    if (chosen) void runCommand(COMMANDS.showLog);
  });
}
