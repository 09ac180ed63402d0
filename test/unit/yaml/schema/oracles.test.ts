import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import type { Finding } from '../../../../src/yaml/findings/finding.ts';
import type { DefinitionTable } from '../../../../src/yaml/schema/types/openApi.ts';
import { bundledTable } from '../../../schemas/strictDefinitions.ts';
import { ajvOracles } from './ajvOracle.ts';
import { bundledDefinitions, structureFindings } from './bundledDefinitions.ts';
import { KNOWN_DIFFERENCES, type KnownDifference } from './knownDifferences.ts';
import { kubernetesModelsOracle } from './kubernetesModelsOracle.ts';
import { type Mutant, mutantsOf, objectsOf } from './mutants.ts';
import type { Refusal } from './oracle.ts';

const VALID = path.join(import.meta.dirname, '../../../fixtures/valid');
const ORACLES = ['ajv', 'kubernetes-models'] as const;

interface Judged {
  readonly mutant: Mutant;
  readonly found: readonly Finding[];
  readonly refused: Readonly<Record<KnownDifference['oracle'], readonly Refusal[]>>;
}

/** The API server's verdict on the same objects is asked for in `test/cluster/suite/structure.test.ts`. */
describe('Our verdict on an object, valid or with one thing changed,', () => {
  const judged: Judged[] = [];
  const used = new Set<KnownDifference>();

  before(async () => {
    for await (const one of judge()) judged.push(one);
  });

  for (const oracle of ORACLES) {
    it(`is that of ${oracle}, or it is known why not`, () => {
      const rows = KNOWN_DIFFERENCES.filter((row) => row.oracle === oracle);
      const both = judged.filter(
        ({ found, refused }) => found.length > 0 && refused[oracle].length > 0,
      );
      assert.ok(
        both.length > judged.length / 2,
        `${both.length} of ${judged.length} refused by both`,
      );
      assert.deepEqual(
        judged.flatMap((one) => unexplained(one, oracle, rows, used)),
        [],
      );
    });
  }

  for (const row of KNOWN_DIFFERENCES) {
    it(`is another than that of ${row.oracle}: ${row.why}`, () => assert.ok(used.has(row)));
  }
});

async function* judge(): AsyncGenerator<Judged> {
  const definitions = await bundledDefinitions();
  const table = bundledTable();
  const ajvOf = ajvOracles(table);
  const seen = new Set<string>();
  for (const file of readdirSync(VALID)) {
    for (const object of objectsOf(readFileSync(path.join(VALID, file), 'utf8'))) {
      const definition = definitionOf(object, table);
      const ajv = ajvOf(definition);
      const models = await kubernetesModelsOracle(definition);
      for (const mutant of [{ change: 'none', object }, ...mutantsOf(object, definitions, seen)]) {
        const all = structureFindings(JSON.stringify(mutant.object), definitions);
        const found = all.filter(({ severity }) => severity === 'error');
        const refused = { ajv: ajv(mutant.object), 'kubernetes-models': models(mutant.object) };
        yield { mutant, found, refused };
      }
    }
  }
}

/** What one side alone has against an object and no row explains; `used` gets the rows that explain the rest. */
function unexplained(
  { mutant, found, refused }: Judged,
  oracle: KnownDifference['oracle'],
  rows: readonly KnownDifference[],
  used: Set<KnownDifference>,
): readonly string[] {
  const theirs = refused[oracle];
  if (found.length > 0 === theirs.length > 0) return [];
  const explained = (explains: (row: KnownDifference) => boolean | undefined): boolean => {
    const row = rows.find((one) => explains(one) === true);
    if (row) used.add(row);
    return row !== undefined;
  };
  return [
    ...found
      .filter((finding) => !explained((row) => row.found?.(finding, mutant)))
      .map(({ message }) => `${mutant.change}: taken, but we say ${message}`),
    ...theirs
      .filter((refusal) => !explained((row) => row.refused?.(refusal, mutant)))
      .map(({ path: where, said }) => `${mutant.change}: ${where} ${said}, but we take it`),
  ];
}

/** The name of the definition of an object's kind. */
function definitionOf(object: unknown, { schemas }: DefinitionTable): string {
  const { apiVersion, kind } = object as { apiVersion: string; kind: string };
  const [found] = Object.entries(schemas).find(([, schema]) =>
    schema['x-kubernetes-group-version-kind']?.some((one) => {
      const own = one.group === '' ? one.version : `${one.group}/${one.version}`;
      return own === apiVersion && one.kind === kind;
    }),
  ) ?? [undefined];
  assert.ok(found, `${apiVersion} ${kind} has a definition`);
  return found;
}
