import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';
import { openWorkbench } from '../vscodeHost/browser/browser.ts';
import { preparedServer } from '../vscodeHost/server/preparedServer.ts';
import { projectRoot } from '../vscodeHost/projectPaths.ts';
import { dialogButton } from './driver/notifications.ts';
import { runCommand } from './driver/quickInput.ts';
import { pane } from './driver/sideBar.ts';
import { treeRow } from './driver/tree.ts';
import { activeTab, tabs } from './driver/workbench.ts';

/** Runs what `npm start` runs, on a machine without a display, for a person with a cluster of their own. */
async function start(test: TestContext) {
  const child = spawn(process.execPath, ['test/start.ts'], {
    cwd: projectRoot,
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', KUBECONFIG: '/nowhere/own' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  test.after(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^\s*(http:\S+)$/.exec(line)?.[1];
    if (address) return { child, ended, address };
  }
  throw new Error('npm start ended without an address');
}

describe('npm start', () => {
  it('shows the sidebar on the embedded cluster and a sample manifest, signs in to its Azure, and cleans up', async (test) => {
    const { child, ended, address } = await start(test);
    const workspace = new URL(address).searchParams.get('folder') ?? '';
    await access(path.join(workspace, 'deployment.yaml'));

    await using workbench = await openWorkbench(await preparedServer(), address);
    const { page } = workbench;
    await pane(page).locator('.composite.title', { hasText: 'AKS Sandbox' }).waitFor();
    await treeRow(page, ['prod-weu']);
    await activeTab(page, 'deployment.yaml');
    assert.deepEqual(await tabs(page), ['deployment.yaml']);

    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    await dialogButton(page, 'Allow');
    await treeRow(page, ['batch']);

    child.kill('SIGINT');
    const [status] = await ended;
    assert.equal(status, 130);
    await assert.rejects(access(workspace));
  });
});
