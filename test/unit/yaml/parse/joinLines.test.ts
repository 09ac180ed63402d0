import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonOf, type JsonValue } from '../../../../src/yaml/parse/jsonOf.ts';
import { joinLines } from '../../../../src/yaml/parse/joinLines.ts';
import { parseYaml } from '../../../../src/yaml/parse/parseYaml.ts';

/** What each text means to kubectl (tried with its decoder, 1.36.3). */
const READ: readonly (readonly [what: string, text: string, means: JsonValue])[] = [
  [
    'a list in brackets',
    'a:\n  b: [{\n    c: d\n  }]\n  e: f\n',
    { a: { b: [{ c: 'd' }], e: 'f' } },
  ],
  [
    'a map that ends at the margin',
    'a:\n  b: {c: "d",\ne: f}\ng: h\n',
    {
      a: { b: { c: 'd', e: 'f' } },
      g: 'h',
    },
  ],
  ['a comment within', 'a:\n  b: [c, # d]\n  # {"\n  e\n  ]\n', { a: { b: ['c', 'e'] } }],
  ['quotes within', `a:\n  b: ['\n    c "]\n  ', "d\n  e"]\n`, { a: { b: [' c "] ', 'd e'] } }],
  ['a text in quotes', 'a:\n  b: "c\n  d\n\n  e"\n', { a: { b: 'c d\ne' } }],
  ['a text with escapes', 'a:\n  b: "c\\"\\\n  d"\n', { a: { b: 'c"d' } }],
  ['a text in single quotes', `a:\n  b: 'it''s\n  c'\n`, { a: { b: "it's c" } }],
  ['an item', '- a: [b,\n  c]\n- d: "e\n  f"\n', [{ a: ['b', 'c'] }, { d: 'e f' }]],
  [
    'behind a block of text',
    'a:\n  b: |\n    c: [d\n    "\n  e: [f\n  ]\n',
    {
      a: { b: 'c: [d\n"\n', e: ['f'] },
    },
  ],
  ['behind a block that is an item', 'a:\n- |\n  [b\n- [c\n]\n', { a: ['[b\n', ['c']] }],
  ['behind a plain text', `a: it's # "no\nb:\n  c: [d\n  ]\n`, { a: "it's", b: { c: ['d'] } }],
  ['CRLF', 'a:\r\n  b: [c,\r\n  d\r\n  ]\r\n', { a: { b: ['c', 'd'] } }],
  ['an anchor before it', 'a:\n  b: &x [c\n  ]\n  d: *x\n', { a: { b: ['c'], d: ['c'] } }],
];

describe('What goes on over lines that are not indented', () => {
  for (const [what, text, means] of READ) {
    it(`is read as kubectl reads it: ${what}`, () => {
      const { root, problems } = parseYaml(text);
      assert.deepEqual(problems, []);
      assert.deepEqual(root && jsonOf(root), means);
    });
  }

  it('keeps its offsets', () => {
    const text = 'a:\n  b: [c,\n  d\n  ]\n';
    assert.equal(joinLines(text), 'a:\n  b: [c,   d   ]\n');
  });

  const REFUSED: readonly (readonly [what: string, text: string])[] = [
    ['a bracket that never closes', 'a:\n  b: [c\n  d: e\n'],
    ['a quote that never closes', 'a:\n  b: "c\n  d: e\n'],
    ['a plain text', 'a:\n  b: c\n  d\n'],
    ['a key over two lines', 'a:\n  "b\n  c": d\n'],
    ['a text behind a closing quote', 'a:\n  b: "c\n  d" e\n'],
  ];
  for (const [what, text] of REFUSED) {
    it(`is no YAML: ${what}`, () => {
      const { problems } = parseYaml(text);
      assert.deepEqual(
        problems.map(({ code }) => code),
        ['syntax'],
      );
    });
  }
});
