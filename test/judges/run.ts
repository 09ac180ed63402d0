import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Counts } from '../runNodeTests.ts';
import { PRODUCTION } from '../sim/azure/sample/tenants.ts';
import { startSim } from '../sim/sim.ts';

const run = promisify(execFile);
const CACHE = path.join(homedir(), '.cache/aks-sandbox-judges');

/**
 * Lets Microsoft's clients of AKS in other languages judge the Azure of the embedded cluster: each body that it answers,
 * and its long-running operations. Each judge gets a fresh one.
 */
export async function runJudges(say: (line: string) => void): Promise<Counts> {
  const install = path.join(import.meta.dirname, 'install.sh');
  await run('bash', [install, CACHE]);
  const judges: readonly (readonly [string, readonly string[]])[] = [
    [
      path.join(CACHE, 'python-41.6.0/bin/python'),
      [path.join(import.meta.dirname, 'python/judge.py')],
    ],
    [path.join(CACHE, 'go-judge'), []],
  ];
  const counts = { passed: 0, failed: 0, failures: [] as string[] };
  for (const [program, args] of judges) {
    const output = await judge(program, args);
    say(output.trimEnd());
    const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [];
    counts.passed += Number(passed ?? 0);
    counts.failed += Number(failed ?? 1);
    counts.failures.push(...output.split('\n').filter((line) => line.startsWith('FAILED')));
  }
  return counts;
}

async function judge(program: string, args: readonly string[]): Promise<string> {
  await using sim = await startSim();
  sim.azure.account.operationMs = 50;
  const about = [sim.azure.url, sim.caFile, PRODUCTION.id, 'sandbox-rg', 'prod-weu'];
  try {
    const { stdout } = await run(program, [...args, ...about]);
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `${stderr}${stdout}` || `FAILED ${String(error)}`;
  }
}
