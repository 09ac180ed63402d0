import { homedir } from 'node:os';
import path from 'node:path';
import {
  commands,
  ConfigurationTarget,
  env,
  Position,
  Range,
  Uri,
  window,
  workspace,
} from 'vscode';
import { UserError } from '../../../base/problem.ts';
import { plainText } from '../../../base/text/plainText.ts';
import { decodeFile } from '../../../files/decodeFile.ts';
import { kubeconfigLine } from '../../../kube/kubeconfig/kubeconfigLine.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { CLUSTERS_VIEW, COMMANDS, SETTINGS } from '../../ids.ts';
import { showInformationMessage } from '../../notifications.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { activeOrPicked } from '../target/target.ts';
import { clickedTarget } from '../target/targetsOf.ts';

/**
 * Asks for kubeconfigs and adds them to the person's setting, in a remote window to that of the
 * machine where they are; to the workspace's where that is the one that counts.
 */
export async function addKubeconfig(): Promise<void> {
  const chosen = await window.showOpenDialog({
    title: COMMAND_TITLES[COMMANDS.addKubeconfig],
    openLabel: 'Add',
    canSelectMany: true,
    defaultUri: Uri.file(path.join(homedir(), '.kube')),
  });
  if (!chosen) return;
  const configuration = workspace.getConfiguration('aksSandbox');
  const { globalValue, workspaceValue } =
    configuration.inspect<unknown>(SETTINGS.kubeconfigs) ?? {};
  const [value, target] =
    workspaceValue === undefined
      ? [globalValue, ConfigurationTarget.Global]
      : [workspaceValue, ConfigurationTarget.Workspace];
  const known: readonly unknown[] = Array.isArray(value) ? value : [];
  const all = [...new Set([...known, ...chosen.map(({ fsPath }) => fsPath)])];
  await configuration.update(SETTINGS.kubeconfigs, all, target);
  await commands.executeCommand(`${CLUSTERS_VIEW}.focus`);
}

/** Opens the kubeconfig of a row, at what is wrong with it or at the context. */
export async function openKubeconfig(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const clicked = clickedTarget(args);
  const isFile = clicked?.kind === 'message';
  const ref = isFile
    ? undefined
    : clicked
      ? context.clusters.ref(clicked.cluster)
      : await activeOrPicked(context, COMMAND_TITLES[COMMANDS.openKubeconfig]);
  const file = isFile ? clicked.file : ref?.file;
  if (file === undefined) return;
  if (file === '') throw noFile(ref?.name ?? '');
  const uri = Uri.file(file);
  const bytes = await workspace.fs.readFile(uri).then(
    (read) => read,
    (error: unknown) => {
      // A file that is not there was said to be so on its row.
      throw isFile && clicked.problem ? new UserError(clicked.problem, error) : error;
    },
  );
  const line = lineIn(bytes, ref?.name);
  const start = new Position(line - 1, 0);
  await window.showTextDocument(uri, { selection: new Range(start, start) });
}

/** An editor shows what is no text in its own words. */
function lineIn(bytes: Uint8Array, context: string | undefined): number {
  try {
    return kubeconfigLine(decodeFile(Buffer.from(bytes)).text, context);
  } catch {
    return 1;
  }
}

function noFile(name: string): UserError {
  return new UserError({
    kind: 'configuration',
    what: `${plainText(name)} stands in no kubeconfig: Azure gives what is needed to reach it`,
    next: '',
    retryable: false,
  });
}

/** Copies the command by which the Azure CLI writes a kubeconfig. */
export async function copyCredentialsCommand(): Promise<void> {
  await env.clipboard.writeText('az aks get-credentials --resource-group GROUP --name CLUSTER');
  void showInformationMessage('Copied. Put in your resource group and cluster, then run it.');
}
