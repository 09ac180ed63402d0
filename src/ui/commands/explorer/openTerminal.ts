import { workspace } from 'vscode';
import { plainText } from '../../../base/text/plainText.ts';
import { credentialHelperFile } from '../../../kube/terminal/credentialHelperFile.ts';
import { terminalKubeconfig } from '../../../kube/terminal/terminalKubeconfig.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { activeOrPicked, contextOf } from '../target/target.ts';
import { clickedTarget } from '../target/targetsOf.ts';

/** Opens a terminal whose kubectl knows one cluster alone. */
export async function openTerminal(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const { azure, terminals, log } = context;
  const clicked = clickedTarget(args);
  const title = COMMAND_TITLES[COMMANDS.openTerminal];
  const id = clicked?.cluster ?? (await activeOrPicked(context, title))?.id;
  if (id === undefined) return;
  const resolved = await contextOf(context, id);
  const needs = await terminalKubeconfig(resolved, {
    runtime: process.execPath,
    plugin: credentialHelperFile(),
    signIn: {
      mayRunPrograms: () => workspace.isTrusted,
      entraToken: async (tenant, signal) =>
        (await azure.open()).clusters.clusterToken(tenant, signal),
    },
    log,
  });
  const name = plainText(resolved.ref.name);
  terminals.open(
    name,
    `kubectl reaches ${name} here, and no other cluster. Your kubeconfigs are not changed.`,
    needs,
  );
}
