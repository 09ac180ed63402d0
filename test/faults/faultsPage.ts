import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { FAULT_FAMILIES } from './faultFamilies.ts';
import { nameOfFault } from './faultFamily.ts';
import type { Told } from './outcomeClass.ts';

/** Where the faults and what came of them are written down. */
export const FAULTS_PAGE = join(import.meta.dirname, '..', '..', 'docs', 'faults.md');

const HEADINGS = ['Where', 'What', 'Exit', 'Time', 'Memory', 'What it says'] as const;

/** What is told of each fault, by its name. */
export type ToldFaults = ReadonlyMap<string, Told>;

/** `docs/faults.md`: a table for each family. */
export function faultsPage(told: ToldFaults): Promise<string> {
  const rows = FAULT_FAMILIES.flatMap(({ rows: some }) => some).length;
  const text = `# Faults

<!-- Made by \`npm run bench faults\` of the tables in test/faults. -->

What \`aks-sandbox verify\` comes to where a server, a proxy or something between is not what it should be: ${rows} faults
that are made and tried. \`npm run bench faults\` tries them all again, which takes some minutes, and writes this page;
the unit tests try some of those that end at once.

- Each is asked \`verify -n payments -l app=worker --fail-on-none --no-kubectl\`: four pods with gVisor.
  \`--fail-on-none\` makes exit code 2 of a list in which there is nothing.
- **Exit**: 0 every claim holds, 2 it could not be checked, 3 something is indeterminate. None is 1, a contradiction: no
  fault may look like one. Where it is 0 the fault passed, or left enough to read.
- **Time** and **memory** are what the process took in all, in classes. Where time has an end is in
  [decisions](decisions.md#everything-from-outside-has-an-end).
- **What it says** is the first line, or what a report comes to, with the reason where kernels could not be told. Pods
  and classes are listed at once: which of both fails first is left to chance, and said of pods here.

${FAULT_FAMILIES.map((family) => {
  const lines = family.rows.map((row) => {
    const { exit, time, memory, said } = told.get(nameOfFault(family, row)) ?? UNKNOWN;
    return line([row.where, row.what, exit, time, memory, said]);
  });
  return `## ${family.title}\n\n${[line(HEADINGS), line(HEADINGS.map(() => '-')), ...lines].join('\n')}\n`;
}).join('\n')}`;
  return format(text, { parser: 'markdown', printWidth: 100 });
}

const UNKNOWN: Told = { exit: '', time: '', memory: '', said: '' };

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll(/[\\|*_[\]`]|<(?=[a-z!/])/gi, '\\$&')).join(' | ')} |`;
}

/** What the page tells now; nothing where there is none. */
export async function readFaultsPage(): Promise<ToldFaults> {
  const text = await readFile(FAULTS_PAGE, 'utf8').catch(() => '');
  const told = new Map<string, Told>();
  let title = '';
  for (const row of text.split('\n')) {
    title = /^## (.+)$/.exec(row)?.[1] ?? title;
    const cells = row.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll(/\\(.)/g, '$1'));
    const [, where = '', what = '', exit = '', time = '', memory = '', said = ''] = cells;
    if (cells.length !== HEADINGS.length + 2 || where === HEADINGS[0] || /^-+$/.test(where))
      continue;
    told.set(nameOfFault({ title }, { where, what }), { exit, time, memory, said });
  }
  return told;
}
