import { env, Uri } from 'vscode';
import { describeError, type Log } from '../base/log.ts';
import { deviceCodeOf, type DeviceCode } from '../kube/credentials/deviceCode.ts';
import type { OnPluginLine } from '../kube/credentials/runPlugin.ts';
import { showInformationMessage } from './notifications.ts';

const COPY_AND_OPEN = 'Copy Code and Open';

/**
 * What becomes of the lines that credential plugins print while they run: they are in the log, and
 * a code that is to be entered on a page is shown.
 */
export function pluginLines(log: Log): OnPluginLine {
  return (line, plugin) => {
    log.info(`${plugin}: ${line}`);
    const asked = deviceCodeOf(line);
    if (asked) void show(asked, plugin).catch((error: unknown) => log.error(describeError(error)));
  };
}

async function show({ page, code }: DeviceCode, plugin: string): Promise<void> {
  const message = `${plugin} asks you to sign in: enter the code ${code} at ${page}`;
  if ((await showInformationMessage(message, COPY_AND_OPEN)) !== COPY_AND_OPEN) return;
  await env.clipboard.writeText(code);
  await env.openExternal(Uri.parse(page, true));
}
