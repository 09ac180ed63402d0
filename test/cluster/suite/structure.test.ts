import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { mapConcurrent } from '../../../src/base/mapConcurrent.ts';
import { DEFINITIONS_FILE } from '../../../src/definitions/loadDefinitions.ts';
import type { Severity } from '../../../src/yaml/catalogue/findingInfo.ts';
import { type Answer, openTarget, type Target, textOf } from '../../contract/target.ts';
import { clusterTable } from '../../schemas/clusterTable.ts';
import {
  bundledDefinitions,
  structureFindings,
} from '../../unit/yaml/schema/bundledDefinitions.ts';
import { collectionPaths } from '../collectionPaths.ts';
import { type Mutant, mutantsOf, objectsOf } from '../../unit/yaml/schema/mutants.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const VALID = path.join(ROOT, 'test/fixtures/valid');
const AT_A_TIME = 4;

interface Judged extends Mutant {
  readonly server: Answer;
  /** Messages of our findings of severity error. */
  readonly ours: readonly string[];
}

describe('The definitions that the product brings', () => {
  it('are those of this API server', async () => {
    await using target = await openTarget();
    const served = await clusterTable(async (raw) => (await target.ask('GET', raw)).text);
    const packed = readFileSync(path.join(ROOT, DEFINITIONS_FILE));
    const brought = brotliDecompressSync(packed).toString('utf8');
    assert.ok(
      brought === JSON.stringify(served),
      `${DEFINITIONS_FILE} is not what Kubernetes ${served.kubernetes} serves. Run npm run schemas.`,
    );
  });
});

/** A decoder that refuses answers 400; 422 is about what the values mean, of which no definition tells. */
describe('Our verdict on the structure of an object is that of strict decoding', async () => {
  const definitions = await bundledDefinitions();
  const seen = new Set<string>();
  let target: Target;
  let paths: ReadonlyMap<string, string>;

  before(async () => {
    target = await openTarget();
    paths = await collectionPaths(target, 'default');
  });
  after(() => target[Symbol.asyncDispose]());

  async function judge(mutant: Mutant): Promise<Judged> {
    const { apiVersion, kind } = mutant.object as { apiVersion: string; kind: string };
    const to = `${paths.get(`${apiVersion} ${kind}`)}?dryRun=All&fieldValidation=Strict`;
    const text = JSON.stringify(mutant.object);
    const isError = ({ severity }: { severity: Severity }): boolean => severity === 'error';
    const ours = structureFindings(text, definitions).filter(isError);
    const server = await target.ask('POST', to, { body: text });
    return { ...mutant, server, ours: ours.map(({ message }) => message) };
  }

  for (const file of readdirSync(VALID)) {
    for (const object of objectsOf(readFileSync(path.join(VALID, file), 'utf8'))) {
      const { kind, metadata } = object as { kind: string; metadata: { name?: string } };
      it(`${file}: ${kind} ${metadata.name ?? ''} and all that it may become by one change`, async () => {
        const mutants = [{ change: 'none', object }, ...mutantsOf(object, definitions, seen)];
        const judged = await mapConcurrent(mutants, AT_A_TIME, new AbortController().signal, judge);
        const [valid] = judged;
        assert.equal(valid?.server.status, 201, valid?.server.text);
        assert.deepEqual(taken(judged), [], 'taken by the API server, not by us');
        assert.deepEqual(undecodable(judged), [], 'taken by us, not decoded by the API server');
      });
    }
  }
});

function taken(judged: readonly Judged[]): readonly string[] {
  return judged
    .filter(({ server, ours }) => server.status < 300 && ours.length > 0)
    .map(({ change, ours }) => `${change}: ${ours.join(' ')}`);
}

function undecodable(judged: readonly Judged[]): readonly string[] {
  return judged
    .filter(({ server, ours }) => server.status === 400 && ours.length === 0)
    .filter(({ server }) => !/namespace of the provided object/.test(server.text))
    .map(({ change, server }) => `${change}: ${textOf(server.body.message)}`);
}
