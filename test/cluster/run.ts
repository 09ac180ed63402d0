import { glob } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { onSignal } from '../vscodeHost/process/signals.ts';
import { startCluster, type StartedCluster } from './cluster.ts';
import { clusterFolders } from './clusterFolders.ts';
import { BUSYBOX_IMAGE } from './pod.ts';
import { requirements } from './requirements.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TEST_FILES = ['test/contract/**/*.test.ts', 'test/cluster/**/*.test.ts'];
/** With `--full` alone: what downloads much. */
const FULL_FILES = 'test/cluster/corpus/**';

/**
 * Runs the test files, which find the cluster through the environment, and resolves to whether all passed.
 * The signal aborts when this process was told to end: the tests should end too.
 */
export type RunTests = (
  env: Record<string, string>,
  files: string[],
  signal: AbortSignal,
) => Promise<boolean>;

/**
 * Builds what is missing, starts a cluster, runs the contract suite and the cluster tests on it, and takes
 * the cluster down, whatever happens. Resolves to false, having said why, when the machine cannot run it.
 * Arguments: `--full`, which the tests see as AKS_SANDBOX_TEST_FULL=1; `--only=PART`, more than once if need
 * be, for the test files with PART in their path.
 */
export async function runCluster(run: RunTests, args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      full: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  const missing = await requirements();
  if (missing.length > 0) {
    say(['The cluster cannot run here. Missing:', ...missing.map((one) => `- ${one}`)].join('\n'));
    return false;
  }
  const files = await testFiles(values.only, values.full);
  if (files.length === 0) {
    say(`No test file matches ${values.only.join(' or ')}.`);
    return false;
  }

  const told = new AbortController();
  const over = Promise.withResolvers<void>();
  const release = onSignal(async () => {
    told.abort();
    await over.promise;
  });
  try {
    await using cluster = await startCluster({ signal: told.signal });
    const env = { ...testEnvironment(cluster), ...(values.full && { AKS_SANDBOX_TEST_FULL: '1' }) };
    const passed = await untilAborted(run(env, files, told.signal), told.signal);
    if (!passed && !told.signal.aborted) await saveLogs(cluster);
    return passed;
  } catch (error) {
    if (told.signal.aborted) return false;
    throw error;
  } finally {
    over.resolve();
    release();
  }
}

async function testFiles(parts: readonly string[], full: boolean): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(TEST_FILES, { cwd: ROOT, exclude: full ? [] : [FULL_FILES] })) {
    if (parts.length === 0 || parts.some((part) => file.includes(part))) {
      files.push(path.join(ROOT, file));
    }
  }
  return files.toSorted();
}

function testEnvironment(cluster: StartedCluster): Record<string, string> {
  const { cache, run } = clusterFolders();
  return {
    AKS_SANDBOX_TEST_KUBECONFIG: cluster.kubeconfig,
    AKS_SANDBOX_TEST_IMAGE: BUSYBOX_IMAGE,
    AKS_SANDBOX_CLUSTER_CACHE: cache,
    AKS_SANDBOX_CLUSTER_RUN: run,
  };
}

async function untilAborted(tests: Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  const aborted = Promise.withResolvers<boolean>();
  const heard = () => aborted.resolve(false);
  signal.addEventListener('abort', heard);
  try {
    return await Promise.race([tests, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', heard);
  }
}

async function saveLogs(cluster: StartedCluster): Promise<void> {
  const folder = path.join(ROOT, '.test-results/cluster');
  await cluster.saveLogs(folder);
  say(`The cluster's logs are in ${folder}.`);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
