import path from 'node:path';
import { choiceWithoutDownload, firstChoice, type Machine } from './choice.ts';
import { downloadDesktop } from './desktop/desktopDownload.ts';
import { projectRoot } from './projectPaths.ts';

/** A VS Code that can be started: a desktop one by its executable, or the host. */
export type Vscode =
  { readonly kind: 'desktop'; readonly executable: string } | { readonly kind: 'host' };

/**
 * Gets hold of a VS Code: the desktop one where it can be shown and downloaded, else the host.
 * `AKS_SANDBOX_VSCODE_VERSION` names the desktop's version; stable without it.
 */
export async function findVscode(
  log: (line: string) => void,
  machine: Machine = { platform: process.platform, env: process.env },
): Promise<Vscode> {
  if (firstChoice(machine) === 'host') return { kind: 'host' };
  const version = machine.env['AKS_SANDBOX_VSCODE_VERSION'] || 'stable';
  const cachePath = path.join(projectRoot, '.vscode-test');
  const download = await downloadDesktop({ version, cachePath, log });
  if (download.state === 'ready') return { kind: 'desktop', executable: download.executable };
  choiceWithoutDownload(machine, download.reason);
  log(`VS Code could not be downloaded (${download.reason}); using the one from npm.`);
  return { kind: 'host' };
}
