#!/usr/bin/env node
// Takes the command line of a desktop VS Code with tests to run and runs them in the host; so this file
// can be the `vscodeExecutablePath` of @vscode/test-electron.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { readCommandLine } from './commandLine.ts';
import { onSignal } from './process/signals.ts';
import { runTestsInHost } from './testRun.ts';

const line = readCommandLine(process.argv.slice(2));
if (!line.extensionTestsPath) throw new Error('Missing --extensionTestsPath.');
const existing = line.positionals.filter((file) => existsSync(file));
const isRoot = (file: string) => statSync(file).isDirectory() || file.endsWith('.code-workspace');

await using stack = new AsyncDisposableStack();
onSignal(() => stack.disposeAsync());
process.exitCode = await runTestsInHost(
  {
    opened: {
      root: existing.find((file) => isRoot(file)),
      file: existing.find((file) => !isRoot(file)),
      extensionDevelopmentPath: line.extensionDevelopmentPath,
      disableExtensions: line.disableExtensions,
    },
    extensionTestsPath: line.extensionTestsPath,
    userDataDir: line.userDataDir,
    artifacts: path.resolve(process.env['AKS_SANDBOX_HOST_ARTIFACTS'] ?? '.test-results/vscode'),
    out: (text) => process.stdout.write(text),
  },
  stack,
);
