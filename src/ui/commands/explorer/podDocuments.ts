import { isAbort } from '../../../base/abort.ts';
import { describeError } from '../../../base/log.ts';
import { markdownText } from '../../../base/text/plainText.ts';
import { CLUSTERS_VIEW, COMMANDS } from '../../ids.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { listWithRetry } from '../../../kube/list/listWithRetry.ts';
import { podEvents } from '../../../kube/resources/podEvents.ts';
import { podsPath, readPod, readPodLog } from '../../../kube/resources/podRequests.ts';
import { coverageOf } from '../../../model/pod/coverage.ts';
import { readHandlers } from '../../../proof/selection/readHandlers.ts';
import { coverageCsv } from '../../documents/coverageCsv.ts';
import { coverageMarkdown } from '../../documents/coverageMarkdown.ts';
import { eventsMarkdown } from '../../documents/eventsMarkdown.ts';
import { objectYaml } from '../../documents/objectYaml.ts';
import { savedName } from '../../documents/savedForms.ts';
import { MAX_LOG_LINES } from '../../documents/readonlyDocuments.ts';
import { withViewProgress } from '../../progress.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { containerNames, pickContainer } from '../target/pickContainer.ts';
import { clusterTarget, podTarget } from '../target/target.ts';
import { projectPod, type RawPod, PODS } from '../../../kube/resources/podResource.ts';

/** Shows a pod as the cluster has it, without the bookkeeping of field managers. */
export async function showManifest(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await podTarget(context, args, COMMAND_TITLES[COMMANDS.showManifest]);
  if (!target) return;
  const { session, namespace, name } = target;
  const raw = await withViewProgress(CLUSTERS_VIEW, (signal) =>
    readPod<RawPod>(session.connection, namespace, name, signal),
  );
  await context.documents.show(
    [session.connection.cluster.name, namespace, `${name}.yaml`],
    await objectYaml({ apiVersion: 'v1', kind: 'Pod', ...raw }),
  );
}

/** Shows the events of a pod and of what controls it. */
export async function showEvents(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const target = await podTarget(context, args, COMMAND_TITLES[COMMANDS.showEvents]);
  if (!target) return;
  const { session, namespace, name } = target;
  const events = await withViewProgress(CLUSTERS_VIEW, async (signal) => {
    const { owner } = projectPod(
      await readPod<RawPod>(session.connection, namespace, name, signal),
    );
    return podEvents(session.connection, { namespace, name, owner }, signal);
  });
  await context.documents.showMarkdown(
    [session.connection.cluster.name, namespace, `${name} events.md`],
    eventsMarkdown(`${markdownText(`${namespace}/${name}`)} and its owner`, events, Date.now()),
  );
}

/** Shows the last lines that a container printed; asks which one when there are several. */
export async function showContainerLog(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await podTarget(context, args, COMMAND_TITLES[COMMANDS.showContainerLog]);
  if (!target) return;
  const { session, namespace, name } = target;
  const raw = await withViewProgress(CLUSTERS_VIEW, (signal) =>
    readPod<RawPod>(session.connection, namespace, name, signal),
  );
  const container = await pickContainer(
    containerNames(raw),
    COMMAND_TITLES[COMMANDS.showContainerLog],
  );
  if (container === undefined) return;
  const log = await withViewProgress(CLUSTERS_VIEW, (signal) =>
    readPodLog(session.connection, {
      namespace,
      pod: name,
      container,
      tailLines: MAX_LOG_LINES,
      signal,
    }),
  );
  await context.documents.show(
    [session.connection.cluster.name, namespace, `${name} ${container}.log`],
    log === '' ? `${container} has printed nothing.\n` : log,
  );
}

/** Shows which pods of a namespace, or of the cluster, claim a sandbox and which do not. */
export async function showCoverage(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await clusterTarget(context, args, COMMAND_TITLES[COMMANDS.showCoverage]);
  if (!target) return;
  const { clicked } = target;
  const { connection } = target.session;
  const namespace = clicked?.kind === 'namespace' ? clicked.name : undefined;
  const resource = namespace === undefined ? PODS : { ...PODS, path: podsPath(namespace) };
  const coverage = await withViewProgress(CLUSTERS_VIEW, async (signal) => {
    const [pods, handlers] = await Promise.all([
      listWithRetry(connection, resource, signal),
      // Without them a class still claims what its name says.
      readHandlers(connection, signal).catch((error: unknown) => {
        if (isAbort(error)) throw error;
        context.log.warn(describeError(error));
        return new Map<string, string>();
      }),
    ]);
    return coverageOf(pods, handlers, context.results.pods(connection.cluster.id));
  });
  const { name } = connection.cluster;
  const text = coverageMarkdown(connection.cluster, namespace, coverage);
  const now = new Date().toISOString();
  await context.documents.showSavable(
    [name, ...(namespace === undefined ? [] : [namespace]), 'coverage.md'],
    text,
    now,
    {
      title: 'Save Coverage',
      name: savedName('coverage', name, now),
      forms: [
        { label: 'Markdown', ending: 'md', text: () => text },
        { label: 'CSV', ending: 'csv', text: () => coverageCsv(name, coverage) },
      ],
    },
  );
}
