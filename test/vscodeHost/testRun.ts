import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { workbenchAddress, type Opened } from './address.ts';
import { openWorkbench } from './browser/browser.ts';
import { errorEntries, extensionHostLog } from './server/extensionHostLog.ts';
import { followFile } from './process/followFile.ts';
import { insideFolder } from './server/preparedServer.ts';
import { startServer, type Server } from './server/server.ts';
import { verdictReader, type Verdict } from './verdict.ts';

export interface TestRunOptions {
  readonly opened: Opened;
  readonly extensionTestsPath: string;
  readonly userDataDir?: string | undefined;
  /** Gets the logs, and a screenshot when something failed. */
  readonly artifacts: string;
  readonly out: (text: string) => void;
}

/** 0 passed, 1 failed, 2 the tests never came to an end. */
export type TestStatus = 0 | 1 | 2;

const LIMIT_MINUTES = 20;
const HOST_ENDED = 'the extension host ended';

/**
 * Runs the tests of an extension in the host; what they print goes to `out` as it comes.
 * All that is started is on `stack`, which the caller disposes of.
 */
export async function runTestsInHost(
  options: TestRunOptions,
  stack: AsyncDisposableStack,
): Promise<TestStatus> {
  const { artifacts, out } = options;
  const picture = path.join(artifacts, 'failure.png');
  await mkdir(artifacts, { recursive: true });
  await rm(picture, { force: true });

  const output = path.resolve(artifacts, 'tests.log');
  const read = verdictReader();
  let verdict: Verdict = 'pending';
  const follower = await followFile(output, (piece) => {
    const seen = read(piece);
    verdict = seen.verdict;
    if (seen.text) out(seen.text);
  });
  stack.use(follower);
  const server = stack.use(await startServer(serverOptions(options, output)));

  const workbenchLog: string[] = [];
  const ended = Promise.withResolvers<string>();
  const limit = setTimeout(() => {
    ended.resolve(`they did not end within ${LIMIT_MINUTES} minutes`);
  }, LIMIT_MINUTES * 60_000);
  stack.defer(() => clearTimeout(limit));
  const exposed = {
    // Both are called by VS Code's page: for each line of its log, and when the extension host is done.
    codeAutomationLog: (type: string, values: unknown[]) => {
      workbenchLog.push(`[${type}] ${values.map((value) => toText(value)).join(' ')}`);
    },
    codeAutomationExit: () => ended.resolve(HOST_ENDED),
  };
  const extensionTestsPath = path.join(insideFolder, 'testsEntry.cjs');
  const address = workbenchAddress(server, { ...options.opened, extensionTestsPath });
  const workbench = stack.use(await openWorkbench(server.prepared, address, { exposed }));
  void workbench.lost.then((why) => ended.resolve(why));
  void server.ended.then(() => ended.resolve('the VS Code server ended'));
  const why = await ended.promise;
  await follower.catchUp();

  const status = toStatus(verdict, why);
  if (status === 2) out(`\nThe tests came to no end: ${why}.\n`);
  if (status !== 0) await workbench.page.screenshot({ path: picture }).catch(() => {});
  await writeFile(path.join(artifacts, 'workbench.log'), workbenchLog.join('\n'));
  await keepLogs(server, options);
  if (status !== 0) out(`\nLogs and a screenshot: ${artifacts}\n`);
  return status;
}

function toStatus(verdict: Verdict, why: string): TestStatus {
  if (verdict === 'pending' || why !== HOST_ENDED) return 2;
  return verdict === 'passed' ? 0 : 1;
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function serverOptions(options: TestRunOptions, output: string) {
  return {
    userDataDir: options.userDataDir,
    log: (line: string) => options.out(`${line}\n`),
    env: {
      AKS_SANDBOX_HOST_OUTPUT: output,
      AKS_SANDBOX_HOST_TESTS: path.resolve(options.extensionTestsPath),
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
    },
  };
}

/** Copies the logs, and shows the errors of the extension under test that the tests did not see. */
async function keepLogs(server: Server, options: TestRunOptions): Promise<void> {
  const log = await extensionHostLog(server.userDataDir);
  await writeFile(path.join(options.artifacts, 'extension-host.log'), log);
  await copyFile(server.logFile, path.join(options.artifacts, 'server.log'));
  const own = path.resolve(options.opened.extensionDevelopmentPath ?? '.');
  for (const entry of errorEntries(log)) {
    if (entry.includes(own)) options.out(`\nThe extension host reports: ${entry}\n`);
  }
}
