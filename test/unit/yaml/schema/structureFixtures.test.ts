import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { applyEdits } from '../applyEdits.ts';
import { besideWanted } from '../wantedFindings.ts';
import { bundledDefinitions, structureFindings } from './bundledDefinitions.ts';

const FOLDER = path.join(import.meta.dirname, '../../../fixtures/structure');

describe('The structure of manifests in test/fixtures/structure', async () => {
  const definitions = await bundledDefinitions();
  const cases = readdirSync(FOLDER).filter((name) => !name.endsWith('.fixed.yaml'));
  for (const name of cases) {
    const text = readFileSync(path.join(FOLDER, name), 'utf8');
    const fixed = path.join(FOLDER, name.replace(/\.yaml$/, '.fixed.yaml'));

    it(`${name} has the findings that it wants`, () => {
      const { found, wanted } = besideWanted(text, structureFindings(text, definitions));
      assert.deepEqual(found, wanted);
    });

    if (!existsSync(fixed)) continue;
    it(`${name} is mended by the first fix of each finding`, () => {
      const findings = structureFindings(text, definitions);
      const edits = findings.flatMap(({ fixes }) => fixes[0]?.edits ?? []);
      const mended = applyEdits(text, edits);
      assert.equal(mended, readFileSync(fixed, 'utf8'));
      const unmended = findings.filter(({ fixes }) => fixes.length === 0);
      assert.deepEqual(
        structureFindings(mended, definitions).map(({ message }) => message),
        unmended.map(({ message }) => message),
      );
    });
  }
});
