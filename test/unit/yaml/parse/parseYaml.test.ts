import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseYaml, readOn } from '../../../../src/yaml/parse/parseYaml.ts';

describe('Reading YAML', () => {
  const CORRECT: readonly (readonly [string, string])[] = [
    ['a map', 'a: 1\nb:\n  c: x y # no\n  d:\n    - 1\n    - e: f\n      g: h\n'],
    ['absent values', 'a:\nb:\n  -\n  - c:\nd: # why\ne: ~\n? f\n: g\n'],
    ['quotes', `a: "q\\n\\u00e9"\nb: 'it''s'\n"c": 'd'\ne: "over\n  lines"\n`],
    ['blocks', 'a: |\n  one\n  two\nb: >-\n  folded\n  text\n\nc: |+\n  kept\n\nd: x\n'],
    ['a block at the end', 'a: |\n  one\n   two'],
    ['flow', 'a: {b: c, "d": [1, 2, {e: f}], g: }\nh: []\ni: {}\nj: [\n  a, # x\n  b,\n]\n'],
    ['anchors', 'a: &x {b: 1}\nc: *x\nd: &y\n  - 1\ne: [*y, *x]\nf: &z\ng: *z\n<<: *x\n'],
    ['tags', 'a: !!str 5\nb: !custom {c: d}\nc: !!int\nd: !!binary |\n  aGk=\n'],
    ['a marker and comments', '# licence\n--- # here\n# more\na: 1\n...\n'],
    ['a directive', '%YAML 1.1\n---\na: 1\n'],
    ['a byte order mark', '\uFEFFa: 1\nb: 2\n'],
    ['CRLF', 'a: 1\r\nb:\r\n  - c\r\n  - d: |\r\n      e\r\n'],
    ['plain text over lines', 'a: one\n  two\n\n  three\nb: c\n'],
    ['keys twice', 'a: 1\na: 2\n'],
    ['JSON', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"containers":[]}}'],
    ['a list at the indentation of its key', 'a:\n- b: 1\n  c: 2\n- d\ne: f\n'],
    ['a list in a list', '- - a\n  - b\n- c\n'],
    ['a scalar alone', 'hello\n'],
    ['nothing', ''],
    ['comments alone', '# a\n\n# b\n'],
    ['an explicit key that is a map', '? {a: b}\n: c\n'],
    ['an anchor before a block', 'a: &x\n  b: c\nd: &y |\n  text\n'],
  ];
  for (const [what, text] of CORRECT) {
    it(`gives the same tree by either parser: ${what}`, () => {
      const fast = parseYaml(text);
      assert.deepEqual(fast.problems, []);
      assert.deepEqual(fast.root, readOn(text).root);
    });
  }
});

describe('What is said of a text that is no YAML', () => {
  const SAID: readonly (readonly [text: string, message: string])[] = [
    ["a: 'b\n", "Missing closing ' quote"],
    ['a: "b\n', 'Missing closing " quote'],
    ['a: &b [*b]\n', 'Before this alias there is no anchor "b" in this document'],
  ];
  for (const [text, message] of SAID) {
    it(JSON.stringify(text), () => {
      const { problems } = parseYaml(text);
      assert.equal(problems.length, 1);
      assert.ok(problems[0]?.message.startsWith(message), problems[0]?.message);
    });
  }
});
