import { numberText } from '../../../base/text/count.ts';
import { mapConcurrent } from '../../../base/mapConcurrent.ts';
import { plainText } from '../../../base/text/plainText.ts';
import { proveNode } from '../../../gvisor/deploy/canary.ts';
import { isPaused, type Rollout } from '../../../gvisor/deploy/rollout.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import type { InstallOperation } from '../../../state/memory/gvisorOperation.ts';
import { COMMANDS } from '../../ids.ts';
import { showNotice } from '../../notifications.ts';
import { withCancellableProgress } from '../../progress.ts';
import { reportProblem } from '../../reportProblem.ts';
import { rowOf, runCommand } from '../../runCommand.ts';
import { rolloutProof, rolloutProofJson } from '../../documents/rolloutProof.ts';
import { savedName } from '../../documents/savedForms.ts';
import type { RolloutContext } from '../target/commandContext.ts';
import { rolloutMessage } from './rolloutMessage.ts';

const MAX_AT_ONCE = 8;

/** Proves each node that is ready by a canary pod, and says what came out. */
export async function finishRollout(
  { results, log, documents }: RolloutContext,
  { connection }: ClusterSession,
  rollout: Rollout,
  { image, release, others = 0 }: InstallOperation,
): Promise<void> {
  const { ready } = rollout;
  const cluster = plainText(connection.cluster.name);
  const proofs = await withCancellableProgress(
    `Proving gVisor on the nodes of ${cluster}`,
    (report, signal) =>
      mapConcurrent(ready, MAX_AT_ONCE, signal, async ({ name }, index) => {
        report.report({
          message: `${numberText(index + 1)} of ${numberText(ready.length)}: ${name}`,
        });
        const result = await proveNode(connection, name, image, log, signal);
        results.addNode(connection.cluster.id, result);
        return result;
      }),
  );
  const notice = rolloutMessage(cluster, release, rollout, proofs, others);
  const isGood = notice.severity === 'information';
  const buttons = [
    ...(isPaused(rollout) ? [RESUME] : isGood && others > 0 ? [GO_ON] : []),
    ...(proofs.length > 0 ? [SHOW_PROOF] : []),
    ...(isGood ? [] : [SHOW_LOG]),
  ];
  const { id, name } = connection.cluster;
  const provenAt = new Date().toISOString();
  const proof = { cluster: connection.cluster, release, provenAt, rollout, proofs };
  // The message may stay for long: nothing waits for its answer.
  const answered = showNotice(log, notice, ...buttons).then(async (chosen) => {
    if (chosen === SHOW_LOG) await runCommand(COMMANDS.showLog);
    const row = rowOf({ kind: 'cluster', cluster: id });
    if (chosen === GO_ON) await runCommand(COMMANDS.deployGVisor, row);
    if (chosen === RESUME) await runCommand(COMMANDS.resumeGVisorRollout, row);
    if (chosen !== SHOW_PROOF) return;
    const text = rolloutProof(proof);
    await documents.showSavable([name, 'gVisor Proof.md'], text, proof.provenAt, {
      title: 'Save Proof',
      name: savedName('gvisor-proof', name, proof.provenAt),
      forms: [
        { label: 'Markdown', ending: 'md', text: () => text },
        { label: 'JSON', ending: 'json', text: () => rolloutProofJson(proof) },
      ],
    });
  });
  answered.then(undefined, (error: unknown) => reportProblem(log, error));
}

const GO_ON = 'Go On…';
const RESUME = 'Resume';
const SHOW_PROOF = 'Show Proof';
const SHOW_LOG = 'Show Log';
