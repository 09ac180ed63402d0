import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runChild } from '../child.ts';
import type { HeldTimes } from './editInWorker.ts';
import type { EditTimes } from './editTexts.ts';
import { lintText } from './lintTexts.ts';
import type { Figure } from '../figure.ts';
import { median } from '../measure.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const run = promisify(execFile);
const LINTED = 3000;
const LINTED_BY_PEER = 100;

/** Manifests in the editor and on the command line, beside Red Hat's YAML language server. */
export async function benchManifests(): Promise<readonly Figure[]> {
  await run(process.execPath, ['esbuild.mjs'], { cwd: ROOT });
  const own = await runChild<EditTimes>('manifests/editTexts.ts', ['own']);
  const peer = await runChild<EditTimes>('manifests/editTexts.ts', ['peer']);
  const held = await runChild<HeldTimes>('manifests/editInWorker.ts', []);
  const ratio = (of: 'many' | 'one' | 'complete', what: string, least: number): Figure => {
    const times = median(peer[of]) / median(own[of]);
    return {
      what: `manifests: ${what}`,
      value: `${times.toFixed(1)}× faster (${ms(median(own[of]))} against ${ms(median(peer[of]))}; p95 ${ms(p95(own[of]))})`,
      target: `≥ ${least}× faster`,
      reached: times >= least,
    };
  };
  const memory = peer.rssMB / own.rssMB;
  const data = (await stat(join(ROOT, 'schemas/kubernetes.json.br'))).size;
  return [
    ratio('many', 'an edit in 20,000 lines, 397 documents', 150),
    {
      what: 'manifests: the same, 95th percentile',
      value: ms(p95(own.many)),
      target: '< 8 ms',
      reached: p95(own.many) < 8,
    },
    ratio('one', 'an edit in one document of 2,000 lines', 3),
    ratio('complete', 'completion in 397 documents', 100),
    blocked('an edit in one document of 20,000 lines', held.editOne),
    blocked('opening 20,000 lines', held.openMany),
    {
      what: 'manifests: memory for 20,000 lines',
      value: `1/${memory.toFixed(1)} (${own.rssMB.toFixed(0)} MB against ${peer.rssMB.toFixed(0)} MB)`,
      target: '≤ 1/3',
      reached: memory >= 3,
    },
    await benchLint(),
    {
      what: 'manifests: data in the VSIX',
      value: `${data.toLocaleString('en')} bytes`,
      target: '≤ 200,000 bytes',
      reached: data <= 200_000,
    },
  ];
}

async function benchLint(): Promise<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-lint-'));
  try {
    for (let index = 0; index < LINTED; index++) {
      await writeFile(join(folder, `${index}.yaml`), lintText(index));
    }
    const began = performance.now();
    await run(process.execPath, [join(ROOT, 'dist/cli.cjs'), 'lint', folder], {
      maxBuffer: 1e8,
    });
    const own = (performance.now() - began) / LINTED;
    const peer = await runChild<number>('manifests/lintPeer.ts', [String(LINTED_BY_PEER)]);
    return {
      what: `manifests: lint of ${LINTED.toLocaleString('en')} files, for each`,
      value: `${(peer / own).toFixed(1)}× faster (${ms(own)} against ${ms(peer)})`,
      target: '≥ 10× faster',
      reached: peer / own >= 10,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function blocked(what: string, held: number): Figure {
  return {
    what: `manifests: ${what}, extension host held`,
    value: ms(held),
    target: '≤ 50 ms',
    reached: held <= 50,
  };
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0;
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}
