import { podEvents } from '../../../kube/resources/podEvents.ts';
import { readPod } from '../../../kube/resources/podRequests.ts';
import { projectPod, type RawPod } from '../../../kube/resources/podResource.ts';
import { valueOf } from '../../../model/cluster/loadable.ts';
import { claimOf } from '../../../model/isolation/claim.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { objectYaml } from '../../documents/objectYaml.ts';
import { podDetails } from '../../documents/podDetails.ts';
import { CLUSTERS_VIEW, COMMANDS } from '../../ids.ts';
import { withViewProgress } from '../../progress.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { podTarget } from '../target/target.ts';
import { orProblem } from './orProblem.ts';

/** Shows all of a pod on one page: claim, evidence of its kernel, events, manifest. */
export async function showPodDetails(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await podTarget(context, args, COMMAND_TITLES[COMMANDS.showDetails]);
  if (!target) return;
  const { session, namespace, name } = target;
  const { connection, snapshot } = session;
  const { raw, pod, events } = await withViewProgress(CLUSTERS_VIEW, async (signal) => {
    const read = await readPod<RawPod>(connection, namespace, name, signal);
    const projected = projectPod(read);
    const { owner } = projected;
    // Who may not read events sees all else.
    const found = await orProblem(podEvents(connection, { namespace, name, owner }, signal));
    return { raw: read, pod: projected, events: found };
  });
  const classes = valueOf(snapshot.runtimeClasses) ?? [];
  const handler = classes.find((one) => one.name === pod.runtimeClass)?.handler;
  const { id, name: cluster } = connection.cluster;
  const details = {
    pod,
    claim: claimOf(pod.runtimeClass, handler),
    result: context.results.pods(id).get(pod.uid),
    events,
    manifest: await objectYaml({ apiVersion: 'v1', kind: 'Pod', ...raw }),
  };
  await context.documents.showMarkdown(
    [cluster, namespace, `${name}.md`],
    podDetails(details, Date.now()),
  );
}
