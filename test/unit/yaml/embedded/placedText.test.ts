import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findingOf } from '../../../../src/yaml/findings/findingOf.ts';
import { placedText } from '../../../../src/yaml/embedded/placedText.ts';
import { parseYaml } from '../../../../src/yaml/parse/parseYaml.ts';
import { valueAt } from '../../../../src/yaml/parse/yamlNode.ts';

/** Each holds the word `here`, which is looked for in what the text means. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['a literal block', 'a: |\n  one\n  here two\n'],
  ['a folded block', 'a: >-\n  one\n  two\n\n\n  three\n    here\n  four\n'],
  ['a folded block whose words repeat', 'a: >\n  he\n  her here\n'],
  ['single quotes', "a: 'it''s here'\n"],
  ['single quotes over lines', "a: 'it\n  is\n\n  here'\n"],
  ['double quotes', 'a: "\\"one\\"\\n\\ttwo \\u0068\\\\ here"\n'],
  ['double quotes over lines', 'a: "one \\\n  two\n\n  here\n  "\n'],
  ['double quotes with characters of two halves', 'a: "\\U0001F600 😀 here"\n'],
  ['a plain text', 'a: one\n  two here\n'],
];

describe('A text within another one', () => {
  for (const [what, text] of TEXTS) {
    it(`knows where its characters are written: ${what}`, () => {
      const scalar = valueAt(parseYaml(text).root, 'a');
      assert.ok(scalar?.kind === 'scalar');
      const placed = placedText(scalar, text);
      const start = placed.text.lastIndexOf('here');
      const found = placed.outside(findingOf('syntax', { start, end: start + 4 }, ''));
      assert.deepEqual(found.span, {
        start: text.lastIndexOf('here'),
        end: text.lastIndexOf('here') + 4,
      });
    });
  }

  it('is mended only where it is written as it is', () => {
    const fixes = [{ title: 'x', edits: [{ span: { start: 0, end: 1 }, newText: 'y' }] }];
    for (const [text, mended] of [
      ['a: |\n  here\n', 1],
      ['a: "here"\n', 0],
    ] as const) {
      const scalar = valueAt(parseYaml(text).root, 'a');
      assert.ok(scalar?.kind === 'scalar');
      const finding = findingOf('syntax', { start: 0, end: 1 }, '', fixes);
      assert.equal(placedText(scalar, text).outside(finding).fixes.length, mended);
    }
  });
});
