import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Figure } from '../figure.ts';
import { lintText } from '../manifests/lintTexts.ts';
import { SCHEMA_FILE, writeKindSchemas } from './kindSchemas.ts';
import { buildKubeconform } from './kubeconform.ts';
import { type ProcessCost, wholeProcess } from './wholeProcess.ts';
import { median } from '../measure.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FILES = 4000;
const DOCUMENTS = 3 * FILES;
const ROUNDS = 7;

/**
 * `lint` of a folder beside kubeconform, which checks structure alone, strictly, by the same definitions of Kubernetes:
 * whole processes in turn.
 */
export async function benchLint(): Promise<readonly Figure[]> {
  await promisify(execFile)(process.execPath, ['esbuild.mjs'], { cwd: ROOT });
  const kubeconform = await buildKubeconform();
  const folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-lint-'));
  try {
    const files = join(folder, 'files');
    const schemas = join(folder, 'schemas');
    await writeKindSchemas(schemas);
    await mkdir(files);
    for (let index = 0; index < FILES; index++) {
      await writeFile(join(files, `${index}.yaml`), lintText(index));
    }
    const own: ProcessCost[] = [];
    const peer: ProcessCost[] = [];
    const ours = [join(ROOT, 'dist/cli.cjs'), 'lint', files];
    const theirs = ['-strict', '-summary', '-schema-location', join(schemas, SCHEMA_FILE), files];
    for (let round = 0; round < ROUNDS; round++) {
      own.push(await wholeProcess(process.execPath, ours));
      peer.push(readAll(await wholeProcess(kubeconform, theirs)));
    }
    return figures(own, peer);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What found no schema, or nothing to check, is no measurement. */
function readAll(cost: ProcessCost): ProcessCost {
  if (!cost.printed.includes(`Valid: ${DOCUMENTS},`)) throw new Error(cost.printed.slice(-1000));
  return cost;
}

function figures(own: readonly ProcessCost[], peer: readonly ProcessCost[]): readonly Figure[] {
  const both = (of: keyof Omit<ProcessCost, 'printed'>, digits: number, unit: string) => {
    const [ours, theirs] = [own, peer].map((all) => median(all.map((cost) => cost[of])));
    const text = `${ours?.toFixed(digits)} ${unit} against ${theirs?.toFixed(digits)} ${unit}`;
    return { ratio: (ours ?? 0) / (theirs ?? 0), text };
  };
  const wall = both('seconds', 2, 's');
  const cpu = both('cpuSeconds', 2, 's');
  const memory = both('peakMB', 0, 'MB');
  const what = `lint of ${FILES.toLocaleString('en')} files beside kubeconform:`;
  return [
    {
      what: `${what} wall time`,
      value: `${(1 / wall.ratio).toFixed(2)}× faster (${wall.text})`,
      target: '≥ 1.2× faster',
      reached: wall.ratio <= 1 / 1.2,
    },
    {
      what: `${what} CPU time`,
      value: `${cpu.ratio.toFixed(2)}× (${cpu.text})`,
      target: '≤ 1×',
      reached: cpu.ratio <= 1,
    },
    {
      what: `${what} peak of memory`,
      value: `${memory.ratio.toFixed(2)}× (${memory.text})`,
      target: '≤ 4×',
      reached: memory.ratio <= 4,
    },
  ];
}
