import { isAbort } from '../../../base/abort.ts';
import type { Log } from '../../../base/log.ts';
import { mapConcurrent } from '../../../base/mapConcurrent.ts';
import { plainText } from '../../../base/plainText.ts';
import { loadYaml } from '../../../files/loadYaml.ts';
import { listAll } from '../../../kube/list/list.ts';

import { capabilityOf } from '../../../model/runtimeClass/capability.ts';

import { canaryPod } from '../../../proof/check/canaryPod.ts';
import { runSample, samplesMarkdown } from '../../../proof/check/samplePods.ts';
import type { Clusters } from '../../../state/clusters.ts';
import type { ReadonlyDocuments } from '../../documents/readonlyDocuments.ts';
import { withCancellableProgress } from '../../progress.ts';
import { commandSettings } from '../target/commandSettings.ts';
import { nodesOf } from '../target/nodesOf.ts';
import { clusterTarget } from '../target/target.ts';
import { showInformationMessage, showWarningMessage } from '../../notifications.ts';
import { projectPod } from '../../../kube/resources/podResource.ts';
import { RUNTIME_CLASSES } from '../../../kube/resources/runtimeClassResource.ts';

const AT_ONCE = 4;
const RUN = 'Run Sample Pods';

/** Runs one pod for each RuntimeClass that a node can run, and one without; shows their kernels side by side. */
export async function runSamplePods(
  clusters: Clusters,
  documents: ReadonlyDocuments,
  log: Log,
  args: readonly unknown[],
): Promise<void> {
  const target = await clusterTarget(clusters, args, RUN);
  if (!target) return;
  const { session } = target;
  const { connection } = session;
  const nodes = await nodesOf(session);
  const { signal: always } = new AbortController();
  const { items } = await listAll(connection, RUNTIME_CLASSES, always);
  const classes = [...items.values()].filter((one) => capabilityOf(one, nodes).capable.length > 0);
  const namespace = connection.cluster.namespace || 'default';
  const image = commandSettings.checkImage();

  const { stringify } = await loadYaml();
  const pods = [undefined, ...classes].map((one) => {
    const spec = one ? { runtimeClassName: one.name } : {};
    const pod = projectPod({ metadata: { namespace, name: 'sample' }, spec });
    return stringify(canaryPod('aks-sandbox-check-…', { pod, running: [] }, image));
  });
  const content = pods.join('---\n');
  const cluster = plainText(connection.cluster.name);
  await documents.show([cluster, 'sample-pods.yaml'], content);
  const names = classes.map(({ name }) => plainText(name)).join(', ') || 'no runtime class';
  const answer = await showWarningMessage(
    `Run ${pods.length} sample pods in ${cluster}?`,
    {
      modal: true,
      detail: `One for each of ${names}, and one without, in the namespace ${plainText(namespace)}. What is sent is in the editor behind this message. Each prints its kernel, ends and is deleted.`,
    },
    RUN,
  );
  if (answer !== RUN) return;
  try {
    const samples = await withCancellableProgress(
      `Running sample pods in ${cluster}`,
      (_, signal) =>
        mapConcurrent([undefined, ...classes], AT_ONCE, signal, (one) =>
          runSample(connection, one, { namespace, image, signal, log }),
        ),
    );
    const text = samplesMarkdown(connection.cluster.name, samples);
    await documents.showMarkdown([connection.cluster.name, 'Sample Pods.md'], text);
  } catch (error) {
    if (!isAbort(error)) throw error;
    void showInformationMessage('The sample pods were cancelled. Those that ran are deleted.');
  }
}
