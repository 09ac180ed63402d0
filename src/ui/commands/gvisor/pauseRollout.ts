import { plainText } from '../../../base/text/plainText.ts';
import { type Installed, readInstalled } from '../../../gvisor/deploy/installed.ts';
import { readPaused, setPaused } from '../../../gvisor/deploy/pause.ts';
import { ApiResources } from '../../../kube/write/apiResources.ts';
import type { KubeNode } from '../../../model/node/node.ts';
import type { InstallOperation } from '../../../state/memory/gvisorOperation.ts';
import { COMMANDS } from '../../ids.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { showNotice } from '../../notifications.ts';
import { withCancellableProgress } from '../../progress.ts';
import { rowOf, runCommand } from '../../runCommand.ts';
import { nodesOf } from '../target/clusterObjects.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { clusterTarget } from '../target/target.ts';
import { poolsOf } from './choice/installedPools.ts';
import { followInstall } from './followInstall.ts';
import { notDeployed } from './gvisorProblems.ts';
import { notPausedText, pausedText, resumedText } from './pauseText.ts';

const RESUME = 'Resume';

/** Lets no further node begin. It asks nothing, as no node loses what it has. */
export async function pauseGVisorRollout(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const title = COMMAND_TITLES[COMMANDS.pauseGVisorRollout];
  const target = await clusterTarget(context, args, title);
  if (!target) return;
  const { connection } = target.session;
  const cluster = plainText(connection.cluster.name);
  const resources = new ApiResources(connection);
  const wasPaused = await withCancellableProgress(`${title} in ${cluster}`, async (_, signal) => {
    const paused = await readPaused(connection, resources, signal);
    if (paused === false) await setPaused(connection, resources, true, signal);
    return paused;
  });
  if (wasPaused === undefined) throw notDeployed(cluster);
  const message = pausedText(cluster, wasPaused);
  const answer = await showNotice(context.log, { severity: 'information', message }, RESUME);
  if (answer !== RESUME) return;
  await runCommand(
    COMMANDS.resumeGVisorRollout,
    rowOf({ kind: 'cluster', cluster: connection.cluster.id }),
  );
}

/** Lets a rollout go on that was paused, and follows it as it was followed before. */
export async function resumeGVisorRollout(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const title = COMMAND_TITLES[COMMANDS.resumeGVisorRollout];
  const target = await clusterTarget(context, args, title);
  if (!target) return;
  const { session } = target;
  const { connection } = session;
  const cluster = plainText(connection.cluster.name);
  const resources = new ApiResources(connection);
  const nodes = await nodesOf(session, title);
  const found = await withCancellableProgress(`${title} in ${cluster}`, async (_, signal) => {
    const installed = await readInstalled(connection, resources, signal);
    if (!installed) throw notDeployed(cluster);
    const paused = await readPaused(connection, resources, signal);
    if (paused) await setPaused(connection, resources, false, signal);
    return { installed, paused };
  });
  const say = (message: string): void => {
    void showNotice(context.log, { severity: 'information', message });
  };
  if (!found.paused) say(notPausedText(cluster));
  else if (context.operations.of(connection.cluster.id)) say(resumedText(cluster));
  else await followInstall(context, session, operationOf(found.installed, nodes));
}

/**
 * What is followed: the installation as the cluster has it, on the nodes that its pools have now.
 */
function operationOf(installed: Installed, nodes: readonly KubeNode[]): InstallOperation {
  const { onlyNodes, release, image } = installed;
  const all = poolsOf(installed, nodes).flatMap((pool) => pool.nodes.map(({ name }) => name));
  const chosen = onlyNodes ? all.filter((name) => onlyNodes.includes(name)) : all;
  return { kind: 'resume', nodes: chosen, others: all.length - chosen.length, release, image };
}
