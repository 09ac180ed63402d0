import { commands } from 'vscode';
import type { Log } from '../../../base/log.ts';
import { mapConcurrent } from '../../../base/mapConcurrent.ts';
import { plainText } from '../../../base/plainText.ts';
import { proveNode } from '../../../gvisor/deploy/canary.ts';
import type { Rollout } from '../../../gvisor/deploy/rollout.ts';
import { COMMANDS } from '../../ids.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import type { CheckResult } from '../../../model/isolation/checkResult.ts';
import { gvisorText } from '../../../model/node/gvisorNode.ts';

import type { Clusters } from '../../../state/clusters.ts';
import { withCancellableProgress } from '../../progress.ts';
import { showInformationMessage, showWarningMessage } from '../../notifications.ts';
import { count } from '../../../base/count.ts';

const AT_ONCE = 8;

/** Proves each node that is ready by a canary pod, and says what came out. */
export async function finishRollout(
  clusters: Clusters,
  session: ClusterSession,
  { ready, stopped, pending, total }: Rollout,
  { image, release }: { readonly image: string; readonly release: string },
  log: Log,
): Promise<void> {
  const { connection } = session;
  const cluster = plainText(connection.cluster.name);
  const results = await withCancellableProgress(
    `Proving gVisor on the nodes of ${cluster}`,
    (report, signal) =>
      mapConcurrent(ready, AT_ONCE, signal, async ({ name }, index) => {
        report.report({ message: `${index + 1} of ${ready.length}: ${name}` });
        const result = await proveNode(connection, name, image, log, signal);
        clusters.addNodeResult(connection.cluster.id, result);
        return result;
      }),
  );
  const [failed] = stopped;
  const nodes = `${ready.length} of ${count(total, 'node')}`;
  const disproved = results.filter(({ verdict }) => verdict !== 'gvisor');
  if (failed?.gvisor) {
    const others =
      pending.length === 0 ? '' : ` ${count(pending.length, 'node waits', 'nodes wait')} for it.`;
    say(
      showWarningMessage,
      `gVisor runs on ${nodes} in ${cluster}. ${failed.name}: ${gvisorText(failed.gvisor)}.${others} Mend it, or deploy without its pool.`,
    );
  } else if (disproved.length > 0) {
    say(showWarningMessage, disprovedText(disproved));
  } else {
    say(
      showInformationMessage,
      `gVisor runs on ${nodes} in ${cluster}, proven by a pod on each. Release: ${plainText(release, 100)}.`,
    );
  }
}

function disprovedText([first, ...more]: readonly CheckResult[]): string {
  const others = more.length > 0 ? ` (and ${more.length} more)` : '';
  return `The installer is done, but a pod did not prove gVisor on ${first?.name}${others}: ${plainText(first?.reason ?? '', 300)}.`;
}

/** The message may stay for long: nothing waits for its answer. */
function say(show: typeof showInformationMessage, message: string): void {
  void show(message, 'Show Log').then((chosen) => {
    if (chosen) void commands.executeCommand(COMMANDS.showLog);
  });
}
