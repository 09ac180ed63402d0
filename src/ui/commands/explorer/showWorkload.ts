import { markdownText } from '../../../base/text/plainText.ts';
import { readWorkload } from '../../../kube/resources/ownerRequests.ts';
import { workloadEvents } from '../../../kube/resources/workloadEvents.ts';
import { clusterSummary } from '../../../model/cluster/clusterSummary.ts';
import type { TreeTarget } from '../../../model/tree/treeNode.ts';
import { isOf } from '../../../proof/selection/workloadPods.ts';
import { eventsMarkdown } from '../../documents/eventsMarkdown.ts';
import { objectYaml } from '../../documents/objectYaml.ts';
import { workloadDetails } from '../../documents/workloadDetails.ts';
import { CLUSTERS_VIEW } from '../../ids.ts';
import { withViewProgress } from '../../progress.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { sessionOf } from '../target/target.ts';
import { orProblem } from './orProblem.ts';

type WorkloadTarget = Extract<TreeTarget, { kind: 'workload' }>;

/** Shows why a workload has no pods, or its pods; its events, its manifest. */
export async function showWorkloadDetails(
  context: CommandContext,
  target: WorkloadTarget,
): Promise<void> {
  const { namespace, name, workloadKind: kind } = target;
  const { connection, snapshot } = await sessionOf(context, target.cluster);
  const { manifest, events } = await withViewProgress(CLUSTERS_VIEW, async (signal) => {
    const [read, found] = await Promise.all([
      orProblem(readWorkload(connection, namespace, { kind, name }, signal).then(objectYaml)),
      orProblem(workloadEvents(connection, namespace, { kind, name }, signal)),
    ]);
    return { manifest: read, events: found };
  });
  const { podless, podIndex } = clusterSummary(snapshot);
  const details = {
    kind,
    namespace,
    name,
    podless: podless?.byNamespace
      .get(namespace)
      ?.find(({ workload }) => workload.kind === kind && workload.name === name),
    pods: podIndex
      ?.all()
      .filter(({ pod }) => pod.namespace === namespace && isOf(pod, { kind, name })),
    results: context.results.pods(target.cluster),
    events,
    manifest,
  };
  await context.documents.showMarkdown(
    [connection.cluster.name, namespace, `${kind} ${name}.md`],
    workloadDetails(details, Date.now()),
  );
}

/** Shows the events of a workload and of its ReplicaSets. */
export async function showWorkloadEvents(
  context: CommandContext,
  { cluster, namespace, name, workloadKind: kind }: WorkloadTarget,
): Promise<void> {
  const { connection } = await sessionOf(context, cluster);
  const events = await withViewProgress(CLUSTERS_VIEW, (signal) =>
    workloadEvents(connection, namespace, { kind, name }, signal),
  );
  await context.documents.showMarkdown(
    [connection.cluster.name, namespace, `${kind} ${name} events.md`],
    eventsMarkdown(`${kind} ${markdownText(`${namespace}/${name}`)}`, events, Date.now()),
  );
}
