import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Counts } from '../runNodeTests.ts';
import { PRODUCTION } from '../sim/azure/sample/tenants.ts';
import { startSim } from '../sim/sim.ts';
import { exportedTexts } from './exportedTexts.ts';

const run = promisify(execFile);
const HERE = import.meta.dirname;
const CACHE = path.join(homedir(), '.cache/aks-sandbox-judges');

/**
 * Lets Microsoft's clients of AKS in other languages judge the Azure of the embedded cluster, each a fresh one: every
 * body that it answers, and its long-running operations. What a node pool is copied as is judged by those who read it.
 */
export async function runJudges(say: (line: string) => void): Promise<Counts> {
  await run('bash', [path.join(HERE, 'install.sh'), CACHE]);
  const python = path.join(CACHE, 'python/bin/python');
  const outputs = [
    () => judgeAzure(python, path.join(HERE, 'python/judge.py')),
    () => judgeAzure(path.join(CACHE, 'go-judge')),
    () => judgeExports(python),
  ];
  const counts = { passed: 0, failed: 0, failures: [] as string[] };
  for (const output of outputs) {
    const text = await output();
    say(text.trimEnd());
    const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(text) ?? [];
    counts.passed += Number(passed ?? 0);
    counts.failed += Number(failed ?? 1);
    counts.failures.push(...text.split('\n').filter((line) => line.startsWith('FAILED')));
  }
  return counts;
}

async function judgeAzure(program: string, ...args: readonly string[]): Promise<string> {
  await using sim = await startSim();
  sim.azure.account.operationMs = 50;
  const about = [sim.azure.url, sim.caFile, PRODUCTION.id, 'sandbox-rg', 'prod-weu'];
  // The cluster ends with this function.
  return await outputOf(program, [...args, ...about]);
}

async function judgeExports(python: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aks-sandbox-exports-'));
  try {
    const file = path.join(folder, 'texts.json');
    await writeFile(file, JSON.stringify(exportedTexts()));
    return await outputOf(python, [path.join(HERE, 'python/exports.py'), file]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a judge says; where it cannot go on, that, which counts as a failure. */
async function outputOf(program: string, args: readonly string[]): Promise<string> {
  try {
    return (await run(program, args)).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `${stderr}${stdout}` || `FAILED ${String(error)}`;
  }
}
