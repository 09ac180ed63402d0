import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { RULES } from '../../../../src/yaml/rules/ruleCatalogue.ts';
import type { StructureCode } from '../../../../src/yaml/schema/structureFinding.ts';
import type { SyntaxProblem } from '../../../../src/yaml/parseYaml.ts';

const README = readFileSync(path.join(import.meta.dirname, '../../../../README.md'), 'utf8');

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

/** The cells of the row whose anchor diagnostics link to. */
function rowOf(code: string): readonly string[] {
  const anchor = `<a id="${code.toLowerCase()}"></a>`;
  const rows = README.split('\n').filter((line) => line.includes(anchor));
  assert.equal(rows.length, 1, `one row of ${code}`);
  return (rows[0] ?? '').split('|').map((cell) => cell.trim().replace(anchor, ''));
}

describe('The table of rules in README.md', () => {
  for (const [code, { severity, title, source }] of Object.entries(RULES)) {
    it(`tells of ${code} what the catalogue says`, () => {
      const [, name, grave, what, why, fix, from] = rowOf(code);
      assert.deepEqual([name, grave, what, from], [code, severity, title, source]);
      assert.ok(why && fix, 'why, and what to do');
    });
  }

  for (const code of Object.keys(OTHER_CODES)) {
    it(`has a row of ${code}`, () => {
      assert.ok(rowOf(code).every((cell, index, all) => cell || index % (all.length - 1) === 0));
    });
  }

  it('has no row of what is no code', () => {
    const anchors = [...README.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
    const codes = [...Object.keys(RULES), ...Object.keys(OTHER_CODES)];
    assert.deepEqual(new Set(anchors), new Set(codes.map((code) => code.toLowerCase())));
    assert.equal(anchors.length, codes.length);
  });
});
