import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';
import { workbenchAddress } from '../vscodeHost/address.ts';
import { openWorkbench } from '../vscodeHost/browser/browser.ts';
import { projectRoot } from '../vscodeHost/projectPaths.ts';
import { installSignIn, signInFolder } from '../vscodeHost/installSignIn.ts';
import { temporaryFolder } from '../vscodeHost/process/temporaryFolder.ts';
import { startServer } from '../vscodeHost/server/server.ts';
import { dialogButton } from './driver/notifications.ts';
import { runCommand } from './driver/quickInput.ts';
import { openView } from './driver/sideBar.ts';
import { expand, treeRow } from './driver/tree.ts';

interface Launch {
  readonly name: string;
  readonly preLaunchTask: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

interface Task {
  readonly label: string;
  readonly script: string;
  readonly problemMatcher: { readonly background: { readonly endsPattern: string } };
}

/** A file of `.vscode`, with its variables filled in. */
async function vscodeFile<T>(name: string): Promise<T> {
  const text = await readFile(path.join(projectRoot, '.vscode', name), 'utf8');
  return JSON.parse(text.replaceAll('${workspaceFolder}', projectRoot)) as T;
}

/** Runs a background task until it says that it is ready, and ends it after the test. */
async function runTask(test: TestContext, { script, problemMatcher }: Task): Promise<void> {
  const child = spawn('npm', ['run', script], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'exit');
  test.after(async () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await ended;
  });
  const ready = new RegExp(problemMatcher.background.endsPattern);
  for await (const line of createInterface({ input: child.stdout })) if (ready.test(line)) return;
  throw new Error(`npm run ${script} ended before it was ready`);
}

describe('F5', () => {
  it('opens the extension on the embedded cluster', async (test) => {
    const { configurations } = await vscodeFile<{ configurations: Launch[] }>('launch.json');
    const { tasks } = await vscodeFile<{ tasks: Task[] }>('tasks.json');
    const [launch] = configurations;
    const task = tasks.find(({ label }) => label === launch?.preLaunchTask);
    assert.ok(launch && task);
    await runTask(test, task);

    const flag = '--extensionDevelopmentPath=';
    const root = launch.args.find((arg) => !arg.startsWith('--'));
    const developed = launch.args.filter((arg) => arg.startsWith(flag));
    assert.deepEqual(
      developed.map((arg) => arg.slice(flag.length)),
      [projectRoot, signInFolder],
    );
    await using stack = new AsyncDisposableStack();
    const userDataDir = await temporaryFolder(stack);
    // This kind of VS Code takes one extension under development alone.
    await installSignIn(path.join(userDataDir, 'extensions'));
    await using server = await startServer({ userDataDir, env: launch.env });
    const address = workbenchAddress(server, { root, extensionDevelopmentPath: projectRoot });
    await using workbench = await openWorkbench(server.prepared, address);
    const { page } = workbench;
    await openView(page, 'AKS Sandbox');
    await expand(page, ['prod-weu', 'Node pools']);
    await treeRow(page, ['prod-weu', 'Node pools', 'kata1']);
    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    await dialogButton(page, 'Allow');
    await treeRow(page, ['batch']);
  });
});
