import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FAULT_FAMILIES } from '../faults/faultFamilies.ts';
import { type FaultRow, nameOfFault } from '../faults/faultFamily.ts';
import { FAULTS_PAGE, faultsPage, readFaultsPage } from '../faults/faultsPage.ts';
import { type Told, toldOf } from '../faults/outcomeClass.ts';
import { type Outcome, tryFault } from '../faults/tryFault.ts';
import { projectRoot } from '../vscodeHost/projectPaths.ts';
import type { Figure } from './figure.ts';

/** What waits takes no processor; what does not is measured with little beside it. */
const WAITING_LANES = 12;
const QUICK_LANES = 2;
const MAX_SECONDS = 150;
const MAX_MEGABYTES = 400;

interface Tried {
  readonly name: string;
  readonly outcome: Outcome;
}

/** Tries all faults on the command line as it is shipped, and writes what came of each to docs/faults.md. */
export async function benchFaults(): Promise<readonly Figure[]> {
  await promisify(execFile)(process.execPath, ['esbuild.mjs'], { cwd: projectRoot });
  const before = await readFaultsPage();
  const faults = FAULT_FAMILIES.flatMap((family) =>
    family.rows.map((row) => ({ name: nameOfFault(family, row), row })),
  );
  const isQuick = ({ name }: { readonly name: string }) => before.get(name)?.time === 'at once';
  const tried = await Promise.all([
    tryAll(faults.filter(isQuick), QUICK_LANES),
    tryAll(
      faults.filter((fault) => !isQuick(fault)),
      WAITING_LANES,
    ),
  ]);
  const all = tried.flat();
  const told = new Map(
    all.map(({ name, outcome }) => [name, toldOf(outcome, before.get(name))] as const),
  );
  const changed = [...told].filter(([name, now]) => !isSame(now, before.get(name)));
  for (const [name, now] of changed) console.error(`  ${name}: ${JSON.stringify(now)}`);
  await writeFile(FAULTS_PAGE, await faultsPage(told));
  return figures(all, changed.length);
}

async function tryAll(
  faults: readonly { readonly name: string; readonly row: FaultRow }[],
  lanes: number,
): Promise<readonly Tried[]> {
  const file = join(projectRoot, 'dist', 'cli.cjs');
  const left = faults.values();
  const tried: Tried[] = [];
  const lane = async (): Promise<void> => {
    for (const { name, row } of left) tried.push({ name, outcome: await tryFault(row, { file }) });
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return tried;
}

function isSame(now: Told, before: Told | undefined): boolean {
  return JSON.stringify(now) === JSON.stringify(before);
}

function figures(tried: readonly Tried[], changed: number): readonly Figure[] {
  const refused = tried.filter(({ outcome }) => [0, 2, 3].includes(outcome.exit ?? -1)).length;
  const seconds = Math.max(...tried.map(({ outcome }) => outcome.seconds));
  const megabytes = Math.max(...tried.map(({ outcome }) => outcome.megabytes));
  const what = `${tried.length} faults of servers, proxies and sockets`;
  return [
    {
      what: `${what}: those that end, and not as a contradiction`,
      value: String(refused),
      target: String(tried.length),
      reached: refused === tried.length,
    },
    {
      what: `${what}: the longest`,
      value: `${seconds.toFixed(0)} s`,
      target: `≤ ${MAX_SECONDS} s`,
      reached: seconds <= MAX_SECONDS,
    },
    {
      what: `${what}: the most memory`,
      value: `${megabytes} MB`,
      target: `≤ ${MAX_MEGABYTES} MB`,
      reached: megabytes <= MAX_MEGABYTES,
    },
    {
      what: `${what}: those of which docs/faults.md said something else`,
      value: String(changed),
      target: '0',
      reached: changed === 0,
    },
  ];
}
