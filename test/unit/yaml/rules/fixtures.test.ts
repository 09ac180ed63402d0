import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { type Facts, NO_FACTS } from '../../../../src/yaml/facts/facts.ts';
import { readFacts } from '../../../../src/cli/lint/readFacts.ts';
import { FINDINGS } from '../../../../src/yaml/catalogue/findingCatalogue.ts';
import { validate } from '../../../../src/yaml/validate.ts';
import { applyFix } from '../applyFix.ts';
import { besideWanted, wantedFindings } from '../wantedFindings.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');
const CLUSTER: Facts = {
  ...readFacts(parse(readFileSync(join(FIXTURES, 'facts/cluster.yaml'), 'utf8'))),
  cluster: 'prod',
};

/** A fixture is written for the cluster, unless its first line says `# without a cluster`. */
function factsFor(text: string): Facts {
  return text.startsWith('# without a cluster') ? NO_FACTS : CLUSTER;
}

const files = globSync('rules/*/*.yaml', { cwd: FIXTURES }).toSorted();
const cases = files.filter((file) => !file.endsWith('.fixed.yaml'));

describe('Rule fixtures', () => {
  for (const file of cases) {
    const text = readFileSync(join(FIXTURES, file), 'utf8');
    it(`finds in ${file} what it says`, () => {
      const { found, wanted } = besideWanted(text, validate(text, factsFor(text)));
      assert.deepEqual(found, wanted);
    });

    const fixed = file.replace(/\.yaml$/, '.fixed.yaml');
    if (!files.includes(fixed)) continue;
    it(`mends ${file} as ${basename(fixed)} has it`, () => {
      const code = basename(dirname(file));
      let mended = text;
      for (let times = 0; times < 20; times++) {
        const facts = factsFor(mended);
        const finding = validate(mended, facts).find(
          (one) => one.code === code && one.fixes.some(({ edits }) => edits.length > 0),
        );
        if (!finding) break;
        const fix = finding.fixes.find(({ edits }) => edits.length > 0);
        if (fix) mended = applyFix(mended, fix);
      }
      assert.equal(mended, readFileSync(join(FIXTURES, fixed), 'utf8'));
      assert.deepEqual(
        validate(mended, factsFor(mended)).filter((one) => one.code === code),
        [],
      );
    });
  }

  for (const [code, { family }] of Object.entries(FINDINGS)) {
    if (family !== 'sandbox' && family !== 'cluster') continue;
    it(`${code} has a bad and a clean case, and a fixed one where it has a fix`, () => {
      const own = cases.filter((file) => dirname(file) === join('rules', code));
      const texts = own.map((file) => readFileSync(join(FIXTURES, file), 'utf8'));
      const bad = texts.filter((text) => wantedFindings(text).some((want) => want.code === code));
      assert.ok(bad.length > 0, 'a bad case');
      assert.ok(
        texts.some((text) => wantedFindings(text).length === 0),
        'a clean case',
      );
      const fixable = bad.some((text) =>
        validate(text, factsFor(text)).some(
          (one) => one.code === code && one.fixes.some(({ edits }) => edits.length > 0),
        ),
      );
      const hasFixed = files.some(
        (file) => dirname(file) === join('rules', code) && file.endsWith('.fixed.yaml'),
      );
      assert.equal(hasFixed, fixable, 'a fixed case');
    });
  }
});
