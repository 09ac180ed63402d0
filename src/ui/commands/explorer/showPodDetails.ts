import { COMMAND_TITLES } from '../../commandTitles.ts';
import { CLUSTERS_VIEW, COMMANDS } from '../../ids.ts';
import { withViewProgress } from '../../progress.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { podTarget } from '../target/target.ts';
import { podPage } from './podPage.ts';

/** Shows all of a pod on one page. */
export async function showPodDetails(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await podTarget(context, args, COMMAND_TITLES[COMMANDS.showDetails]);
  if (!target) return;
  const { session, namespace, name } = target;
  const page = await withViewProgress(CLUSTERS_VIEW, (signal) =>
    podPage(session, context.results, target, signal),
  );
  await context.documents.showMarkdown(
    [session.connection.cluster.name, namespace, `${name}.md`],
    page,
  );
}
