import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { projectRoot, resultsFolder } from '../../vscodeHost/projectPaths.ts';
import { simEnvironment } from '../../vscodeHost/clusterEnvironment.ts';
import { temporaryFolder, workspaceCopy } from '../../vscodeHost/process/temporaryFolder.ts';
import { writeUserSettings } from '../../vscodeHost/userSettings.ts';
import { findVscode } from '../../vscodeHost/vscode.ts';
import { startSim } from '../../sim/sim.ts';
import type { Figure } from '../figure.ts';
import { median } from '../measure.ts';

const ROUNDS = 5;
const run = promisify(execFile);

/** Times activation in the extension host, beside an extension that does nothing. */
export async function benchActivation(): Promise<readonly Figure[]> {
  await run(process.execPath, ['esbuild.mjs'], { cwd: projectRoot });
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await activateOnce());
  const own = median(rounds.map(({ ownMs }) => ownMs));
  const empty = median(rounds.map(({ emptyMs }) => emptyMs));
  return [
    {
      what: `activation in the extension host, median of ${ROUNDS}, beside an empty extension`,
      value: `${own.toFixed(1)} ms, ${empty.toFixed(1)} ms: ${(own / empty).toFixed(1)}×`,
      target: '< 25 ms',
      reached: own < 25,
    },
    {
      what: 'libraries loaded at activation',
      value: rounds[0]?.libraries.join(', ') || 'none',
      target: 'none',
      reached: rounds.every(({ libraries }) => libraries.length === 0),
    },
  ];
}

interface Round {
  readonly ownMs: number;
  readonly emptyMs: number;
  readonly libraries: readonly string[];
}

async function activateOnce(): Promise<Round> {
  await using stack = new AsyncDisposableStack();
  const folder = await temporaryFolder(stack);
  const inside = join(resultsFolder, 'bench', 'activationInside.cjs');
  const output = join(folder, 'activation.json');
  await mkdir(dirname(inside), { recursive: true });
  await build({
    entryPoints: [join(import.meta.dirname, 'activationInside.ts')],
    outfile: inside,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  const sim = stack.use(await startSim());
  const userDataDir = await temporaryFolder(stack);
  await writeUserSettings(userDataDir, {});
  await installEmptyExtension(join(userDataDir, 'extensions'));
  const workspace = await workspaceCopy(stack);
  const vscode = await findVscode((line) => console.error(line));
  const host = join(projectRoot, 'test', 'vscodeHost', 'cli.ts');
  await runTests({
    vscodeExecutablePath: vscode.kind === 'desktop' ? vscode.executable : host,
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: inside,
    launchArgs: [
      workspace,
      `--user-data-dir=${userDataDir}`,
      `--extensions-dir=${join(userDataDir, 'extensions')}`,
    ],
    extensionTestsEnv: {
      ...simEnvironment(sim),
      AKS_SANDBOX_BENCH_OUTPUT: output,
      AKS_SANDBOX_HOST_ARTIFACTS: folder,
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    },
  });
  return JSON.parse(await readFile(output, 'utf8')) as Round;
}

/** Installs an extension whose `activate` does nothing. */
async function installEmptyExtension(extensionsDir: string): Promise<void> {
  const folder = join(extensionsDir, 'bench.empty-1.0.0');
  await mkdir(folder, { recursive: true });
  const manifest = {
    name: 'empty',
    publisher: 'bench',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: './main.cjs',
    activationEvents: ['onCommand:bench.never'],
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'main.cjs'), "require('vscode');\nexports.activate = () => {};\n");
}
