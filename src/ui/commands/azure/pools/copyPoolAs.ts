import { env, type QuickPickItem, window } from 'vscode';
import { azText } from '../../../../azure/export/azText.ts';
import { bicepText } from '../../../../azure/export/bicepText.ts';
import { exportedPool, type ExportedPool } from '../../../../azure/export/exportedPool.ts';
import { terraformText } from '../../../../azure/export/terraformText.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import { COMMAND_TITLES } from '../../../commandTitles.ts';
import { COMMANDS } from '../../../ids.ts';
import { showInformationMessage } from '../../../notifications.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import { poolTarget } from '../../target/poolTarget.ts';

interface Form extends QuickPickItem {
  readonly text: (pool: ExportedPool) => string;
  /** What was copied, as a notification says it. */
  readonly copied: string;
}

const FORMS: readonly Form[] = [
  {
    label: 'az',
    description: 'the command of the Azure CLI that makes such a pool',
    text: azText,
    copied: 'a command of the Azure CLI',
  },
  {
    label: 'Bicep',
    description: 'a file that makes or keeps it',
    text: bicepText,
    copied: 'a Bicep file',
  },
  {
    label: 'Terraform',
    description: 'a configuration of the provider azapi that imports and keeps it',
    text: terraformText,
    copied: 'a Terraform configuration with its import block',
  },
];

/** Copies what makes or keeps a node pool with another tool. */
export async function copyPoolAs(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = COMMAND_TITLES[COMMANDS.copyPoolAs];
  const target = await poolTarget(context, args, title);
  if (!target) return;
  const { cluster, pool } = target;
  const form = await window.showQuickPick(FORMS, {
    title: `${title}: ${plainText(pool.name)}`,
    placeHolder: 'Choose what to copy it as',
    matchOnDescription: true,
  });
  if (!form) return;
  await env.clipboard.writeText(form.text(exportedPool(cluster, pool, true)));
  void showInformationMessage(
    `Copied ${pool.name} of ${cluster.name} as ${form.copied}, as Azure has it now.`,
  );
}
