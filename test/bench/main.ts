// The figures of the README and of releases: npm run bench [-- NAME…] [-- --beside COMMIT [--rounds N] NAME…]
// Some run only when they are named: gvisor starts a real cluster, manyPods takes minutes, lint builds its peer with Go, and
// faults writes docs/faults.md.
import { parseArgs } from 'node:util';
import { benchActivation } from './activation/activation.ts';
import { benchAgents } from './agents/agents.ts';
import { benchAzure } from './azure/azure.ts';
import { benchBeside } from './beside.ts';
import { benchFaults } from './faults.ts';
import { type Figure, figuresTable } from './figure.ts';
import { benchGVisor } from './gvisor.ts';
import { benchKernelCheck } from './kernelCheck/kernelCheck.ts';
import { benchManyPods } from './kernelCheck/manyPods.ts';
import { benchLint } from './lint/lint.ts';
import { benchManifests } from './manifests/manifests.ts';
import { benchPackage } from './package.ts';
import { benchFollowing } from './reading/following.ts';
import { benchReading } from './reading/reading.ts';

const ALWAYS: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  package: benchPackage,
  activation: benchActivation,
  reading: benchReading,
  check: benchKernelCheck,
  following: benchFollowing,
  manifests: benchManifests,
  agents: benchAgents,
  azure: benchAzure,
};
const BENCHES: typeof ALWAYS = {
  ...ALWAYS,
  faults: benchFaults,
  gvisor: benchGVisor,
  lint: benchLint,
  manyPods: benchManyPods,
};

const { values, positionals: names } = parseArgs({
  options: { beside: { type: 'string' }, rounds: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const unknown = names.find((name) => !(name in BENCHES));
if (unknown) throw new Error(`There is no bench ${unknown}: ${Object.keys(BENCHES).join(', ')}`);
if (values.beside === undefined) console.log(figuresTable(await measured(names)));
else console.log(await benchBeside(values.beside, names, Number(values.rounds)));

async function measured(asked: readonly string[]): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const name of asked.length > 0 ? asked : Object.keys(ALWAYS)) {
    console.error(`bench ${name}…`);
    figures.push(...((await BENCHES[name]?.()) ?? []));
  }
  return figures;
}
