import { ThemeIcon, window } from 'vscode';
import { UserError } from '../../../base/problem.ts';
import { plainText } from '../../../base/text/plainText.ts';
import { openShell } from '../../../kube/exec/openShell.ts';
import { followPodLog, readPod } from '../../../kube/resources/podRequests.ts';
import type { RawPod } from '../../../kube/resources/podResource.ts';
import { projectCheckTarget } from '../../../proof/selection/checkTarget.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { CLUSTERS_VIEW, type CommandId, COMMANDS } from '../../ids.ts';
import { withViewProgress } from '../../progress.ts';
import { LogTerminal } from '../../terminals/logTerminal.ts';
import { ShellTerminal } from '../../terminals/shellTerminal.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { pickContainer } from '../target/pickContainer.ts';
import { type PodTarget, podTarget } from '../target/target.ts';

/** How many lines a log that is followed begins with. */
const FIRST_LINES = 200;

interface ContainerTarget extends PodTarget {
  readonly container: string;
}

/** Follows in a terminal what a container prints, until the terminal is closed. */
export async function followContainerLog(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await runningContainer(context, args, COMMANDS.followContainerLog);
  if (!target) return;
  const { session, namespace, name, container } = target;
  const log = new LogTerminal((signal) =>
    followPodLog(session.connection, {
      namespace,
      pod: name,
      container,
      tailLines: FIRST_LINES,
      signal,
    }),
  );
  show(target, log, 'output');
}

/** Opens a shell in a container of a pod, in a terminal. */
export async function openPodTerminal(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await runningContainer(context, args, COMMANDS.openPodTerminal);
  if (!target) return;
  const { session, namespace, name, container } = target;
  const { cluster } = session.connection;
  const where = plainText(`container ${container} of ${namespace}/${name} in ${cluster.name}`);
  const shell = new ShellTerminal(`This is the ${where}.`);
  const request = { namespace, pod: name, container, ...shell.request };
  shell.attach(await withViewProgress(CLUSTERS_VIEW, () => openShell(session.connection, request)));
  show(target, shell, 'terminal');
}

function show(
  { name, container }: ContainerTarget,
  pty: LogTerminal | ShellTerminal,
  icon: string,
): void {
  const title = plainText(`${name} ${container}`);
  window.createTerminal({ name: title, pty, iconPath: new ThemeIcon(icon) }).show();
}

/** The container that a command is about: one that runs; asks for pod and container. */
async function runningContainer(
  context: CommandContext,
  args: readonly unknown[],
  command: CommandId,
): Promise<ContainerTarget | undefined> {
  const title = COMMAND_TITLES[command];
  const target = await podTarget(context, args, title);
  if (!target) return undefined;
  const { session, namespace, name } = target;
  const raw = await withViewProgress(CLUSTERS_VIEW, (signal) =>
    readPod<RawPod>(session.connection, namespace, name, signal),
  );
  const { running } = projectCheckTarget(raw);
  if (running.length === 0) throw noneRuns(namespace, name);
  const container = await pickContainer(running, title);
  return container === undefined ? undefined : { ...target, container };
}

function noneRuns(namespace: string, name: string): UserError {
  return new UserError({
    kind: 'not-found',
    what: `No container of ${plainText(`${namespace}/${name}`)} is running`,
    next: 'Look at its events: Show Events.',
    retryable: true,
  });
}
