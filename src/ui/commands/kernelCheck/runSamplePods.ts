import { isAbort } from '../../../base/abort.ts';
import { mapConcurrent } from '../../../base/mapConcurrent.ts';
import { plainText } from '../../../base/text/plainText.ts';
import { loadYaml } from '../../../files/loadYaml.ts';
import { capabilityOf } from '../../../model/runtimeClass/capability.ts';
import { canaryPod } from '../../../proof/check/canaryPod.ts';
import { proveByCanary } from '../../../proof/check/nodeProof.ts';
import { samplesMarkdown } from '../../../proof/check/samplePods.ts';
import { showInformationMessage } from '../../notifications.ts';
import { withCancellableProgress } from '../../progress.ts';
import { nodesOf, runtimeClassesOf } from '../target/clusterObjects.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { commandSettings } from '../target/commandSettings.ts';
import { clusterTarget } from '../target/target.ts';
import { SAMPLE_PODS_CANCELLED, samplePodsQuestion } from './samplePodsQuestion.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

const MAX_AT_ONCE = 4;
const TITLE = COMMAND_TITLES[COMMANDS.runSamplePods];

/**
 * Runs one pod for each RuntimeClass that a node can run, and one without; shows their kernels side
 * by side.
 */
export async function runSamplePods(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const { documents, log } = context;
  const target = await clusterTarget(context, args, TITLE);
  if (!target) return;
  const { session } = target;
  const { connection } = session;
  const nodes = await nodesOf(session, TITLE);
  const all = await runtimeClassesOf(session, TITLE);
  const classes = all.filter((one) => capabilityOf(one, nodes).capable.length > 0);
  const namespace = connection.cluster.namespace || 'default';
  const probe = commandSettings.probeImage();
  const { name: image } = probe;

  const { stringify } = await loadYaml();
  const pods = [undefined, ...classes].map((one) => {
    const place = { namespace, runtimeClass: one?.name };
    return stringify(canaryPod('aks-sandbox-check-…', place, image));
  });
  const cluster = plainText(connection.cluster.name);
  const names = classes.map(({ name }) => name);
  const isYes = await context.previews.askQuestion({
    target: `samples|${connection.cluster.id}`,
    question: samplePodsQuestion(cluster, namespace, names, probe),
    sent: { what: 'What is sent, the namespace of each apart', yaml: pods.join('---\n') },
    action: 'run',
  });
  if (!isYes) return;
  try {
    const samples = await withCancellableProgress(
      `Running sample pods in ${cluster}`,
      (_, signal) =>
        mapConcurrent([undefined, ...classes], MAX_AT_ONCE, signal, (one) =>
          proveByCanary(connection, { namespace, runtimeClass: one, image }, log, signal),
        ),
    );
    const text = samplesMarkdown(connection.cluster, samples);
    await documents.showMarkdown([connection.cluster.name, 'Sample Pods.md'], text);
  } catch (error) {
    if (!isAbort(error)) throw error;
    void showInformationMessage(SAMPLE_PODS_CANCELLED);
  }
}
