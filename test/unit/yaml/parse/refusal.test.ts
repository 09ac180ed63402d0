import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseYaml } from '../../../../src/yaml/parse/parseYaml.ts';

/** What kubectl refuses though it is YAML 1.2 (tried, 1.36.3), and what of it is told. */
const REFUSED: readonly (readonly [what: string, text: string, told: string])[] = [
  ['a line with a tab alone', 'a:\n\t\n  b: c\n', '\t'],
  ['the same behind a plain text', 'a:\n  b: c\n \t\n  d: e\n', '\t'],
  ['the same within a plain text', 'a:\n  b: c\n\t\n   d\n', '\t'],
  ['the same at the column of a list', 'a:\n  - b\n  \t\n  - c\n', '\t'],
  ['the same behind quotes, however deep', 'a:\n  b: "c"\n      \t\n', '\t'],
  ['the same behind a comment, however deep', 'a:\n  b: c # d\n      \t\n', '\t'],
  ['the same at the end', 'a: b\n\t', '\t'],
  ['the same with CRLF', 'a:\r\n\t\r\n  b: c\r\n', '\t'],
  ['a comment behind a tab', 'a:\n\t# b\n  c: d\n', '\t'],
  ['the same at the beginning', '\t# a\nb: c\n', '\t'],
  ['a tab behind the mark of an item', 'a:\n-\t{b: c}\n', '\t'],
  ['a tab behind a space and such a mark', 'a:\n- \tb\n', '\t'],
  ['a tab at the beginning of a block of text', 'a: |\n  \tb\n', '\t'],
  ['a tab behind a block of text', 'a:\n  b: |\n    c\n\t# d\n  e: f\n', '\t'],
  ['no space behind a key in braces', 'a: {b:[c]}\n', 'b:'],
  ['the same deeper', 'a: {b: c, d:{e:{f: 1}}}\n', 'd:'],
  ['the same in brackets', 'a: [b:[c]]\n', 'b:'],
  ['a question mark in brackets', 'a: [b, http://c/?d=e]\n', 'http://c/?d=e'],
  ['the same at the end of a text', 'a: [b?, c]\n', 'b?'],
  ['the same at the beginning of a value', 'a: {b: ?c}\n', '?c'],
  ['a colon at the beginning of a text', 'a: [::1]\n', '::1'],
  ['the same as a value', 'a: {b: :80}\n', ':80'],
  ['an escaped slash', 'a: "b\\\\\\/c"\n', '\\/'],
  ['an escaped surrogate', 'a: "b\\ud83d\\ude00"\n', '\\ud83d'],
  ['an escape of JSON behind a comment', '# a\n{"b": "c\\/d"}\n', '\\/'],
  ['DEL', 'a: "b\u007F"\n', '\u007F'],
  ['an escape character in a comment', 'a: b # \u001B[1m\n', '\u001B'],
  ['a form feed in a comment', '# a\fb\nc: d\n', '\f'],
  ['half of a misread character', "a: 'b\u0090'\n", '\u0090'],
];

/** What kubectl takes (tried, 1.36.3). */
const TAKEN: readonly (readonly [what: string, text: string])[] = [
  ['tabs between key and value', 'a:\tb\t# c\nd: [e]\t# f\n'],
  ['tabs in brackets', 'a: [\n\tb,\n\t# c\n\t{d: e}\n\t]\n'],
  ['tabs in quotes', 'a: "b\n\tc"\n'],
  ['tabs in a block of text', 'a: |\n  b\n  \tc\n   \t\n  d\n'],
  ['tabs where its depth is written', 'a:\n  b: |2\n      \tc\n  d: e\n'],
  ['tabs behind a plain text, deeper', 'a:\n  b: c\n   \t\n  d: e\n'],
  ['the same before a comment', 'a:\n  b: c\n   \t# d\n  e: f\n'],
  ['the same within the text', 'a:\n  b: c\n   \td\n'],
  ['JSON with tabs', '{\n\t"a": "b"\n}\n\t\n'],
  ['marks outside of brackets', 'a: http://b/?c=d\ne: ::1\nf:\n  - ?g\n  - :80\n'],
  ['marks in quotes', `a: ["?b", ':c', "::"]\n`],
  ['no space behind a key in quotes', 'a: {"b":["c"], \'d\':{}}\n'],
  ['a colon within a text', 'a: [b:c, http://d:80/]\n'],
  ['escapes', 'a: "\\\\/\\x41\\u0041\\U0001f600\\e\\_\\N"\n'],
  ['the same outside of double quotes', `a: 'b\\/c'\nd: e\\/f\ng: |\n  "h\\/"\n`],
  ['escapes of JSON', '{"a": "b\\/c\\ud83d\\ude00\u007F"}\n'],
  ['NEL and a no-break space', 'a: "b\u0085"\nc: d # \u00A0\n'],
];

describe('What kubectl refuses of a text that is YAML', () => {
  for (const [what, text, told] of REFUSED) {
    it(`is told: ${what}`, () => {
      const { root, problems } = parseYaml(text);
      assert.ok(root);
      assert.deepEqual(
        problems.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
        [['syntax', told]],
      );
      assert.match(problems[0]?.message ?? '', /^kubectl/);
    });
  }
  for (const [what, text] of TAKEN) {
    it(`is not: ${what}`, () => {
      assert.deepEqual(parseYaml(text).problems, []);
    });
  }
});
