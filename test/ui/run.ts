import { glob, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { findChromium } from '../vscodeHost/browser/chromium.ts';
import { preparedServer } from '../vscodeHost/server/preparedServer.ts';
import { resultsFolder } from '../vscodeHost/projectPaths.ts';
import type { Counts } from '../runNodeTests.ts';

/** Runs node:test files in processes of their own and counts their tests. */
export type RunNodeTests = (files: string[]) => Promise<Counts>;

/**
 * Runs the UI tests on the built extension, one file after the other: each has a VS Code and a browser, which want the machine
 * to themselves.
 * @throws when there is no test file
 */
export async function runUi(runNodeTests: RunNodeTests): Promise<Counts> {
  const files: string[] = [];
  const pattern = path.join(import.meta.dirname, '**/*.test.ts');
  for await (const file of glob(pattern)) files.push(file);
  files.sort((a, b) => a.localeCompare(b));
  if (files.length === 0) throw new Error(`No test file in ${import.meta.dirname}`);

  const results = path.join(resultsFolder, 'ui');
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  await preparedServer((line) => process.stdout.write(`${line}\n`));
  await findChromium();
  return runNodeTests(files);
}
