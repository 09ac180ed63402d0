import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { FAULT_FAMILIES } from '../../faults/faultFamilies.ts';
import { nameOfFault } from '../../faults/faultFamily.ts';
import {
  FAULTS_PAGE,
  faultsPage,
  readFaultsPage,
  type ToldFaults,
} from '../../faults/faultsPage.ts';
import { toldOf } from '../../faults/outcomeClass.ts';
import { tryFault } from '../../faults/tryFault.ts';

const CLI = join(import.meta.dirname, '..', '..', '..', 'src', 'cli.ts');
/** How many of a family are tried here. */
const TRIED = 2;

const told = await readFaultsPage();

describe('The faults that are tried', () => {
  it('stand in docs/faults.md, and nothing else does', async () => {
    const names = FAULT_FAMILIES.flatMap((family) =>
      family.rows.map((row) => nameOfFault(family, row)),
    );
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual([...told.keys()], names, 'npm run bench faults');
    assert.equal(await faultsPage(told), await readFile(FAULTS_PAGE, 'utf8'));
  });

  for (const family of FAULT_FAMILIES) {
    const rows = family.rows.map((row) => nameOfFault(family, row));

    it(`come to no contradiction, and to no success where nothing was read: ${family.title}`, () => {
      for (const name of rows) {
        const { exit, time, said } = told.get(name) ?? assert.fail(name);
        assert.match(exit, /^[023]$/, name);
        assert.notEqual(time, 'no end', name);
        if (exit === '0') assert.match(said, /(?:^| )4 pods: 4 gVisor\.$/, name);
        if (exit === '3') assert.match(said, /(?:^| )4 pods: 4 indeterminate\. \S/, name);
        // Two sentences, a wait, or the server's own words.
        if (exit === '2') assert.match(said, /\. \S|asked again in|refused to|nothing to/, name);
      }
    });

    it(`are told in words, none of which is secret: ${family.title}`, () => {
      for (const name of rows) {
        const { said } = told.get(name) ?? assert.fail(name);
        assert.ok(said.length < 600, name);
        assert.doesNotMatch(said, /\n|\bat \S+:\d+|unexpected|undefined|\[object|NaN/i, name);
        assert.doesNotMatch(said, /\b(?:ERR|UND|HPE|Z)_|\bE[A-Z]{5,}\b/, name);
        assert.doesNotMatch(said, /token-of-a-test|sim-admin|s3cret|hunter2/, name);
      }
    });
  }
});

describe('Faults that end at once', { concurrency: 3 }, () => {
  let cache = '';
  before(async () => {
    cache = await mkdtemp(join(tmpdir(), 'cli-faults-cache-'));
  });
  after(() => rm(cache, { recursive: true }));

  for (const family of FAULT_FAMILIES) {
    for (const row of quickOf(family.title, told)) {
      const name = nameOfFault(family, row);
      it(`come to what is written down: ${name}`, async () => {
        const environment = { NODE_COMPILE_CACHE: cache };
        const { exit, said, stderr } = await tryFault(row, { file: CLI, environment });
        const expected = told.get(name);
        assert.deepEqual([String(exit), said], [expected?.exit, expected?.said], stderr);
      });
    }
  }
});

/** The first of those that end at once, and one from the middle. */
function quickOf(title: string, all: ToldFaults) {
  const { rows = [] } = FAULT_FAMILIES.find((family) => family.title === title) ?? {};
  const quick = rows.filter((row) => all.get(nameOfFault({ title }, row))?.time === 'at once');
  return [...new Set([quick[0], quick[Math.floor(quick.length / 2)]])]
    .filter((row) => row !== undefined)
    .slice(0, TRIED);
}

describe('What is told of a fault', () => {
  const outcome = { exit: 2, seconds: 1, megabytes: 90, said: 'a. B.', stderr: '' };
  const earlierTold = { exit: '2', time: '< 10 s', memory: '< 128 MB', said: '' };
  const CASES: readonly (readonly [
    seconds: number,
    earlier: typeof earlierTold | undefined,
    time: string,
  ])[] = [
    [1, undefined, 'at once'],
    [6, undefined, '< 10 s'],
    [149, undefined, '< 150 s'],
    [200, undefined, 'no end'],
    [3, earlierTold, '< 10 s'],
    [14, earlierTold, '< 10 s'],
    [16, earlierTold, '< 60 s'],
    [0.5, earlierTold, 'at once'],
  ];
  for (const [seconds, earlier, time] of CASES) {
    it(`is ${time} for ${seconds} s after ${earlier?.time ?? 'nothing'}`, () => {
      assert.equal(toldOf({ ...outcome, seconds }, earlier).time, time);
    });
  }

  it('is no end where it was ended', () => {
    const { exit, time } = toldOf({ ...outcome, exit: null });
    assert.deepEqual([exit, time], ['none', 'no end']);
  });
});
