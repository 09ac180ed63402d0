import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { readFacts } from '../../../src/cli/lint/readFacts.ts';
import { type Facts } from '../../../src/yaml/facts/facts.ts';
import { structureCheck } from '../../../src/yaml/structureCheck.ts';
import { validate } from '../../../src/yaml/validate.ts';
import { bundledDefinitions } from './schema/bundledDefinitions.ts';
import { besideWanted } from './wantedFindings.ts';

const FIXTURES = path.join(import.meta.dirname, '../../fixtures');
const CLUSTER: Facts = {
  ...readFacts(parse(readFileSync(path.join(FIXTURES, 'facts/cluster.yaml'), 'utf8'))),
  cluster: 'prod',
};

/** As the editor and `lint` check them: the structure, and the rules with facts of a cluster. */
describe('Manifests as people write them', async () => {
  const structure = structureCheck(await bundledDefinitions());
  for (const file of globSync('manifests/*/*.yaml', { cwd: FIXTURES }).toSorted()) {
    const text = readFileSync(path.join(FIXTURES, file), 'utf8');
    it(`${file} has the findings that it wants`, () => {
      const { found, wanted } = besideWanted(text, validate(text, CLUSTER, { structure }));
      assert.deepEqual(found, wanted);
    });
  }
});
