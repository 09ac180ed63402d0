import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { NO_FACTS } from '../../../../src/yaml/facts/facts.ts';
import type { Severity } from '../../../../src/yaml/findings/finding.ts';
import { RULES } from '../../../../src/yaml/rules/ruleCatalogue.ts';
import { readDefinitions } from '../../../../src/yaml/schema/types/definitions.ts';
import type { StructureCode } from '../../../../src/yaml/schema/structureFinding.ts';
import type { SyntaxProblem } from '../../../../src/yaml/parse/parseYaml.ts';
import { structureCheck } from '../../../../src/yaml/structureCheck.ts';
import { MAX_TEXT } from '../../../../src/yaml/document/textGate.ts';
import { validate } from '../../../../src/yaml/validate.ts';
import { bundledDefinitions } from '../schema/bundledDefinitions.ts';
import { widgetTable } from '../schema/widgetTable.ts';

const ROOT = path.join(import.meta.dirname, '../../../..');
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');

/** Every code that is no rule's, as the compiler sees to. */
const OTHER_CODES: Readonly<Record<StructureCode | SyntaxProblem['code'], true>> = {
  'unknown-kind': true,
  'unknown-field': true,
  'missing-field': true,
  'wrong-type': true,
  'not-in-enum': true,
  'duplicate-key': true,
  'quote-value': true,
  'bad-quantity': true,
  'bad-format': true,
  syntax: true,
  'too-deep': true,
  'too-large': true,
};

const GRAVEST_FIRST: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a}]}\n';
const UNREADABLE: readonly string[] = [
  `${POD}a: [\n`,
  `${POD}a: ${'['.repeat(1000)}${']'.repeat(1000)}\n`,
  `${POD}# ${'x'.repeat(10_000_000)}`,
  `${POD}# ${'x'.repeat(MAX_TEXT)}`,
];
const WIDGET =
  'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nspec: {size: 1, gone: a, bogus: 1}\n';

/** The severities that findings really have, by code: in the fixtures, in texts that cannot be read, in a custom resource. */
async function severities(): Promise<ReadonlyMap<string, ReadonlySet<Severity>>> {
  const fixtures = globSync('test/fixtures/structure/*.yaml', { cwd: ROOT });
  const texts = fixtures.map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
  const structure = structureCheck(await bundledDefinitions());
  const custom = structureCheck(readDefinitions(widgetTable()));
  const findings = [
    ...[...texts, ...UNREADABLE].flatMap((text) => validate(text, NO_FACTS, { structure })),
    ...validate(WIDGET, NO_FACTS, { structure: custom }),
  ];
  const found = new Map<string, Set<Severity>>();
  for (const { code, severity } of findings) {
    found.set(code, (found.get(code) ?? new Set()).add(severity));
  }
  return found;
}

/** The cells of the row whose anchor diagnostics link to. */
function rowOf(code: string): readonly string[] {
  const anchor = `<a id="${code.toLowerCase()}"></a>`;
  const rows = README.split('\n').filter((line) => line.includes(anchor));
  assert.equal(rows.length, 1, `one row of ${code}`);
  return (rows[0] ?? '').split('|').map((cell) => cell.trim().replace(anchor, ''));
}

describe('The table of rules in README.md', async () => {
  const given = await severities();

  for (const [code, { severity, title, source }] of Object.entries(RULES)) {
    it(`tells of ${code} what the catalogue says`, () => {
      const [, name, grave, what, why, fix, from] = rowOf(code);
      assert.deepEqual([name, grave, what, from], [code, severity, title, source]);
      assert.ok(why && fix, 'why, and what to do');
    });
  }

  for (const code of Object.keys(OTHER_CODES)) {
    it(`tells of ${code} how grave it is, what it is and why`, () => {
      const [, name, grave, ...rest] = rowOf(code);
      const found = GRAVEST_FIRST.filter((severity) => given.get(code)?.has(severity));
      assert.deepEqual([name, grave], [code, found.join(', ')]);
      assert.ok(rest.slice(0, -1).every(Boolean), 'what, why, what to do, and from where');
    });
  }

  it('has no row of what is no code', () => {
    const anchors = [...README.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
    const codes = [...Object.keys(RULES), ...Object.keys(OTHER_CODES)];
    assert.deepEqual(new Set(anchors), new Set(codes.map((code) => code.toLowerCase())));
    assert.equal(anchors.length, codes.length);
  });
});
