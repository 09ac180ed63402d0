// The figures of the README and of releases: npm run bench [-- NAME…]
// gvisor runs only when it is named: it starts a real cluster and takes minutes.
import { benchActivation } from './activation/activation.ts';
import { benchFollowing } from './reading/following.ts';
import { benchGVisor } from './gvisor.ts';
import { benchKernelCheck } from './kernelCheck/kernelCheck.ts';
import { benchManifests } from './manifests/manifests.ts';
import { benchPackage } from './package.ts';
import { benchReading } from './reading/reading.ts';

/** One figure: what it is, what it came to, and what it should reach. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly target: string;
  readonly reached: boolean;
}

const ALWAYS: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  package: benchPackage,
  activation: benchActivation,
  reading: benchReading,
  check: benchKernelCheck,
  following: benchFollowing,
  manifests: benchManifests,
};
const BENCHES: typeof ALWAYS = { ...ALWAYS, gvisor: benchGVisor };

const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in BENCHES));
if (unknown) throw new Error(`There is no bench ${unknown}: ${Object.keys(BENCHES).join(', ')}`);
const figures: Figure[] = [];
for (const name of names.length > 0 ? names : Object.keys(ALWAYS)) {
  console.error(`bench ${name}…`);
  figures.push(...((await BENCHES[name]?.()) ?? []));
}
const rows = [
  ['what', 'figure', 'to reach', ''],
  ...figures.map(({ what, value, target, reached }) => [
    what,
    value,
    target,
    reached ? 'ok' : 'MISSED',
  ]),
];
const widths = [0, 1, 2, 3].map((column) =>
  Math.max(...rows.map((row) => row[column]?.length ?? 0)),
);
for (const row of rows) {
  console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  if (row === rows[0]) console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
}
