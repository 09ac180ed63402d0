import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { projectRoot, resultsFolder } from '../vscodeHost/projectPaths.ts';
import { onSignal } from '../vscodeHost/process/signals.ts';
import { simEnvironment } from '../vscodeHost/clusterEnvironment.ts';
import { temporaryFolder, workspaceCopy } from '../vscodeHost/process/temporaryFolder.ts';
import { writeUserSettings } from '../vscodeHost/userSettings.ts';
import { findVscode } from '../vscodeHost/vscode.ts';
import type { Counts } from '../runNodeTests.ts';
import { startSim } from '../sim/sim.ts';
import { bundleTests } from './bundle.ts';

const artifacts = path.join(resultsFolder, 'vscode');
const hostCli = path.join(projectRoot, 'test/vscodeHost/cli.ts');

/** Runs the tests of this folder on the built extension, inside the extension host of a VS Code, on a sim. */
export async function runVscode(): Promise<Counts> {
  const results = path.join(artifacts, 'counts.json');
  const extensionTestsPath = path.join(artifacts, 'tests.cjs');
  await mkdir(artifacts, { recursive: true });
  await rm(results, { force: true });
  await bundleTests(extensionTestsPath);

  await using stack = new AsyncDisposableStack();
  const release = onSignal(() => stack.disposeAsync());
  stack.defer(async () => release());
  const sim = stack.use(await startSim());
  const userDataDir = await temporaryFolder(stack);
  await writeUserSettings(userDataDir, {});
  const workspace = await workspaceCopy(stack);
  const vscode = await findVscode((line) => process.stdout.write(`${line}\n`));
  const options = {
    vscodeExecutablePath: vscode.kind === 'desktop' ? vscode.executable : hostCli,
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath,
    launchArgs: [
      workspace,
      '--disable-extensions',
      `--user-data-dir=${userDataDir}`,
      `--extensions-dir=${path.join(userDataDir, 'extensions')}`,
      // Else the variables of a login shell win over those given here.
      '--force-disable-user-env',
    ],
    extensionTestsEnv: {
      ...simEnvironment(sim),
      AKS_SANDBOX_TEST_RESULTS: results,
      AKS_SANDBOX_HOST_ARTIFACTS: artifacts,
      ...(vscode.kind === 'host' ? nodeFirstOnPath() : {}),
    },
  };
  const end = await runTests(options).then(
    () => undefined,
    (error: unknown) => error,
  );
  const counts = await readCounts(results);
  if (counts && (end === undefined || counts.failed > 0)) return counts;
  process.stdout.write(`The VS Code tests gave no result: ${String(end)}\n`);
  return { passed: counts?.passed ?? 0, failed: 1 };
}

/** The host's program starts by the first `node` on PATH, which must be this one. */
function nodeFirstOnPath(): { PATH: string } {
  const folders = [path.dirname(process.execPath), process.env['PATH']];
  return { PATH: folders.join(path.delimiter) };
}

async function readCounts(file: string): Promise<Counts | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const counts: Counts = JSON.parse(text);
  return counts;
}
