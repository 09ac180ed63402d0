import { listWithRetry } from '../../../kube/list/listWithRetry.ts';
import { RUNTIME_CLASSES } from '../../../kube/resources/runtimeClassResource.ts';
import { agentPolicy } from '../../../model/agents/agentPolicy.ts';
import { noSandboxClass, sandboxClasses } from '../../../model/agents/sandboxClasses.ts';
import { unverifiedLimits } from '../../../model/cluster/unverified.ts';
import type { RowArguments } from '../../commandArguments.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { CLUSTERS_VIEW, COMMANDS } from '../../ids.ts';
import { withViewProgress } from '../../progress.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { clusterTarget } from '../target/target.ts';

/**
 * Shows a policy for the pods of agent Sandboxes, with the classes that are sandboxes in a cluster.
 * Changes nothing.
 */
export async function showAdmissionPolicy(
  context: CommandContext,
  args: RowArguments,
): Promise<void> {
  const title = COMMAND_TITLES[COMMANDS.showAdmissionPolicy];
  const target = await clusterTarget(context, args, title);
  if (!target) return;
  const { connection } = target.session;
  const classes = await withViewProgress(CLUSTERS_VIEW, (signal) =>
    listWithRetry(connection, RUNTIME_CLASSES, signal),
  );
  const { name } = connection.cluster;
  const found = sandboxClasses(classes);
  if (found.length === 0) throw noSandboxClass(name);
  const text = agentPolicy(found, { name, limits: unverifiedLimits(connection.cluster) });
  await context.documents.show([name, 'agent-sandboxes-policy.yaml'], text);
}
