// Runs inside the extension host: times what it does to activate an extension, load and `activate`, for
// this one and for one that does nothing. The calls between processes around it cost both the same.
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';

/** Until the editor has started everything of its own. */
const SETTLE_MS = 3000;

interface Module {
  activate(context: unknown): unknown;
}

async function activate(id: string): Promise<number> {
  const extension = vscode.extensions.getExtension(id);
  if (!extension) throw new Error(`${id} is not installed`);
  if (extension.isActive) throw new Error(`${id} was active before it was timed`);
  const { main } = extension.packageJSON as { main: string };
  const file = join(extension.extensionPath, main);
  const load = createRequire(file);
  const state = { get: () => undefined, update: () => Promise.resolve(), keys: () => [] };
  const context = {
    subscriptions: [],
    workspaceState: state,
    globalState: state,
    extensionPath: extension.extensionPath,
    globalStorageUri: vscode.Uri.file(join(extension.extensionPath, '.test-results', 'storage')),
  };
  const began = performance.now();
  const module = load(file) as Module;
  await module.activate(context);
  return performance.now() - began;
}

export async function run(): Promise<void> {
  await wait(SETTLE_MS);
  const emptyMs = await activate('bench.empty');
  const ownMs = await activate('aks-sandbox.aks-sandbox');
  const libraries = Object.keys(require.cache)
    .filter((file) => /[\\/]dist[\\/](?:kube|yaml|azure)\.cjs$/.test(file))
    .map((file) => file.replace(/^.*[\\/]/, ''));
  const output = process.env['AKS_SANDBOX_BENCH_OUTPUT'] ?? '';
  await writeFile(output, JSON.stringify({ ownMs, emptyMs, libraries }));
}
