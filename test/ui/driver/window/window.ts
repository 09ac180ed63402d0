import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { workbenchAddress } from '../../../vscodeHost/address.ts';
import {
  openWorkbench,
  workbenchStands,
  type BrowserOptions,
  type Workbench,
} from '../../../vscodeHost/browser/browser.ts';
import { extensionHostLog } from '../../../vscodeHost/server/extensionHostLog.ts';
import { projectRoot } from '../../../vscodeHost/projectPaths.ts';
import { startServer, type Server } from '../../../vscodeHost/server/server.ts';
import { temporaryFolder, workspaceCopy } from '../../../vscodeHost/process/temporaryFolder.ts';
import { LIST_SETTINGS } from '../listScroll.ts';
import { screenshot } from '../workbench.ts';
import { PATIENCE_MS } from '../until.ts';
import { type Settings, writeWorkspaceSettings } from './workspaceSettings.ts';

export interface WindowOptions extends BrowserOptions {
  /** User settings on top of the quiet ones. VS Code's server does not take those of a machine from them. */
  readonly settings?: Settings;
  /** Settings of the workspace, those of a machine among them. */
  readonly workspaceSettings?: Settings;
  /** A file of the workspace to open. */
  readonly file?: string | undefined;
  /** Variables for the extension host; KUBECONFIG among them, else it finds the person's own. */
  readonly env: Readonly<Record<string, string>>;
  /** Puts further extensions into the folder of those that are installed. */
  readonly install?: (extensions: string) => Promise<void>;
  /** True to open the workspace in Restricted Mode. */
  readonly untrusted?: boolean;
}

const UNTRUSTED = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/** A workbench with the extension, on a workspace of its own. */
export interface Window extends AsyncDisposable {
  readonly page: Page;
  /** Opens another window of the same profile, on a workspace of its own. */
  another(): Promise<Page>;
  /** A copy of the sample manifests. */
  readonly workspace: string;
  /** What VS Code and its extensions keep on disk. */
  readonly userDataDir: string;
  /** Writes a screenshot and the logs into a folder, to find out what went wrong. */
  keepEvidence(folder: string): Promise<void>;
}

const SETTINGS = {
  'workbench.colorTheme': 'Default Dark Modern',
  ...LIST_SETTINGS,
};

/** Opens VS Code in a headless browser with the extension as it is built now. */
export async function openWindow(options: WindowOptions): Promise<Window> {
  await using stack = new AsyncDisposableStack();
  const workspace = await workspaceCopy(stack);
  const { untrusted = false, env, workspaceSettings } = options;
  if (workspaceSettings) await writeWorkspaceSettings(workspace, workspaceSettings);
  const settings = { ...SETTINGS, ...(untrusted ? UNTRUSTED : {}), ...options.settings };
  const userDataDir = await temporaryFolder(stack, 'aks-sandbox-vscode-');
  await options.install?.(path.join(userDataDir, 'extensions'));
  const server = stack.use(await startServer({ userDataDir, settings, env, untrusted }));
  const opened = { root: workspace, extensionDevelopmentPath: projectRoot };
  const { file } = options;
  const address = workbenchAddress(server, {
    ...opened,
    file: file === undefined ? undefined : path.join(workspace, file),
  });
  const workbench = stack.use(await openWorkbench(server.prepared, address, options));
  workbench.page.setDefaultTimeout(PATIENCE_MS);
  const others = stack.use(new AsyncDisposableStack());

  const owned = stack.move();
  return {
    page: workbench.page,
    another: async () => {
      const root = await workspaceCopy(others);
      const page = await workbench.page.context().newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      await page.goto(workbenchAddress(server, { ...opened, root }));
      await workbenchStands(page);
      return page;
    },
    workspace,
    userDataDir,
    keepEvidence: (folder) => keepEvidence(folder, server, workbench),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function keepEvidence(folder: string, server: Server, workbench: Workbench): Promise<void> {
  await mkdir(folder, { recursive: true });
  await screenshot(workbench.page, path.join(folder, 'screenshot.png'));
  await writeFile(path.join(folder, 'page-errors.log'), workbench.errors.join('\n'));
  const log = await extensionHostLog(server.userDataDir);
  await writeFile(path.join(folder, 'extension-host.log'), log);
  await copyFile(server.logFile, path.join(folder, 'server.log'));
}
