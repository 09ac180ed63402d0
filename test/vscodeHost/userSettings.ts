import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Settings under which nothing pops up, asks, or reaches for the network by itself. */
export const QUIET_SETTINGS: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'remote.autoForwardPorts': false,
  'git.openRepositoryInParentFolders': 'never',
  'files.simpleDialog.enable': true,
  // A browser's default is to save after a delay; a desktop's is this.
  'files.autoSave': 'off',
};

/** Writes the user's settings.json of a data folder: quiet ones, those already there, then `settings`. */
export async function writeUserSettings(
  userDataDir: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = path.join(userDataDir, 'User/settings.json');
  await mkdir(path.dirname(file), { recursive: true });
  const present = await readFile(file, 'utf8').catch(() => '{}');
  const kept: Record<string, unknown> = JSON.parse(present);
  await writeFile(file, JSON.stringify({ ...QUIET_SETTINGS, ...kept, ...settings }, undefined, 2));
}
