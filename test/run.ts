// Runs test suites one after the other: node test/run.ts SUITE… [flags for the suites]
// Each leaves .test-results/SUITE.json; the exit status is 1 when anything failed.
import { spawn } from 'node:child_process';
import { glob, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Counts, runNodeTests } from './runNodeTests.ts';

const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(ROOT, '.test-results');

type Suite = (flags: readonly string[]) => Promise<Counts>;

const SUITES: Readonly<Record<string, Suite>> = {
  check: async () => countOf(await npmRun('check')),
  unit: async (flags) => {
    const env = flags.includes('--full') ? { AKS_SANDBOX_TEST_FULL: '1' } : {};
    return runNodeTests(await filesOf('test/unit/**/*.test.ts'), { env });
  },
  contract: async () =>
    runNodeTests(await filesOf('test/contract/**/*.test.ts'), { concurrency: 1 }),
  vscode: async () => {
    await build();
    const { runVscode } = await import('./vscode/run.ts');
    return runVscode();
  },
  ui: async () => {
    await build();
    const { runUi } = await import('./ui/run.ts');
    return runUi((files) => runNodeTests(files, { concurrency: 1 }));
  },
  judges: async () => {
    const { runJudges } = await import('./judges/run.ts');
    return runJudges((line) => console.log(line));
  },
  cluster: async (flags) => {
    await build();
    const { runCluster } = await import('./cluster/run.ts');
    let counts: Counts = { passed: 0, failed: 1 };
    const passed = await runCluster(
      async (env, files, signal) => {
        counts = await runNodeTests(files, { env, concurrency: 1, signal });
        return counts.failed === 0;
      },
      [...flags],
    );
    return passed || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  },
};

let built: Promise<void> | undefined;

/** Builds the extension once for all suites that run it. */
function build(): Promise<void> {
  built ??= npmRun('build').then((passed) => {
    if (!passed) throw new Error('The build failed');
  });
  return built;
}

function npmRun(script: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const child = spawn(npm, ['run', '--silent', script], {
      cwd: ROOT,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0));
  });
}

async function filesOf(pattern: string): Promise<string[]> {
  const files = await Array.fromAsync(glob(pattern, { cwd: ROOT }));
  if (files.length === 0) throw new Error(`No test file matches ${pattern}`);
  return files.map((file) => join(ROOT, file)).toSorted();
}

function countOf(passed: boolean): Counts {
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function main(args: readonly string[]): Promise<void> {
  const flags = args.filter((arg) => arg.startsWith('-'));
  const names = args.filter((arg) => !arg.startsWith('-'));
  const unknown = names.filter((name) => !(name in SUITES));
  if (names.length === 0 || unknown.length > 0) {
    throw new Error(`Name suites out of: ${Object.keys(SUITES).join(', ')}`);
  }
  await mkdir(RESULTS, { recursive: true });
  for (const name of names) await rm(join(RESULTS, `${name}.json`), { force: true });
  const total = { passed: 0, failed: 0 };
  const failures: string[] = [];
  const unsteady: string[] = [];
  for (const name of names) {
    const began = Date.now();
    console.log(`\n── ${name}`);
    const counts: Counts | undefined = await SUITES[name]?.(flags).catch((error: unknown) => {
      console.error(error);
      return { passed: 0, failed: 1 };
    });
    if (!counts) continue;
    await writeFile(join(RESULTS, `${name}.json`), JSON.stringify(counts));
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    console.log(`── ${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
    total.passed += counts.passed;
    total.failed += counts.failed;
    failures.push(...(counts.failures ?? []));
    unsteady.push(...(counts.unsteady ?? []));
  }
  for (const one of unsteady) console.log(`\nUnsteady, passed when it was run again: ${one}`);
  for (const failure of failures) console.log(`\nFailed: ${failure}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

await main(process.argv.slice(2));
