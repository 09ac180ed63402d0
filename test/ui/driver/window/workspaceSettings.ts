import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { reload } from '../workbench.ts';

export type Settings = Readonly<Record<string, unknown>>;

/** Writes the settings of a workspace that no window has open. */
export async function writeWorkspaceSettings(workspace: string, settings: Settings): Promise<void> {
  const file = path.join(workspace, '.vscode/settings.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(settings, undefined, 2));
}

/** Writes the settings of an open workspace, and reloads its window: then it is certain that they count. */
export async function setWorkspaceSettings(
  { page, workspace }: { readonly page: Page; readonly workspace: string },
  settings: Settings,
): Promise<void> {
  await writeWorkspaceSettings(workspace, settings);
  await reload(page);
}
