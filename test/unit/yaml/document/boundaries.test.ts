import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PartCache } from '../../../../src/yaml/findings/partCache.ts';
import { parsePart } from '../../../../src/yaml/document/parsedPart.ts';
import { splitParts } from '../../../../src/yaml/document/splitParts.ts';

function json(name: string): string {
  return `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}"}}`;
}
function yaml(name: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: "${name}"}\n`;
}

/** The objects that kubectl reads of each (tried with its decoder, 1.36.3). */
const READ: readonly (readonly [what: string, text: string, names: readonly string[]])[] = [
  ['JSON objects on a line', `${json('a')}${json('b')}\n`, ['a', 'b']],
  ['JSON objects on lines', `${json('a')}\n${json('b')}\n\n${json('c')}`, ['a', 'b', 'c']],
  ['JSON objects with braces in texts', `${json('}{')}\n${json('\\"}\\n{')}`, ['}{', '"}\n{']],
  ['JSON objects behind markers', `${json('a')}\n---\n${json('b')}${json('c')}`, ['a', 'b', 'c']],
  ['JSON and YAML', `${json('a')}\n---\n${yaml('b')}`, ['a', 'b']],
  ['a JSON object in brackets', `[${json('a')}]`, ['a']],
  [
    'YAML in braces',
    `{apiVersion: v1, kind: Pod, metadata: {name: a}}\n---\n${yaml('b')}`,
    ['a', 'b'],
  ],
  ['a byte-order mark at the beginning', `\uFEFF${yaml('a')}---\n${yaml('b')}`, ['a', 'b']],
  [
    'a byte-order mark in front of a later document',
    `${yaml('a')}---\n\uFEFF${yaml('b')}`,
    ['a', 'b'],
  ],
  ['the same with CRLF', `${yaml('a')}---\r\n\uFEFF${yaml('b')}`, ['a', 'b']],
  ['two byte-order marks', `\uFEFF\uFEFF${yaml('a')}`, ['a']],
  ['two in front of a marker', `\uFEFF\uFEFF---\n${yaml('a')}`, ['a']],
  ['one behind a comment', `${yaml('a')}---\n# x\n\uFEFF${yaml('b')}`, ['a', 'b']],
  ['one behind an empty line', `${yaml('a')}---\n\n\uFEFF${yaml('b')}`, ['a', 'b']],
  [
    'several',
    `\uFEFF# x\n\uFEFF${yaml('a')}---\n\uFEFF# y\n\n\uFEFF\uFEFF${yaml('b')}`,
    ['a', 'b'],
  ],
  ['one between markers', `${yaml('a')}---\n\uFEFF---\n${yaml('b')}`, ['a', 'b']],
  ['a comment behind a marker', `${yaml('a')}--- # b\n${yaml('b')}`, ['a', 'b']],
];

/** What kubectl refuses for a byte-order mark (tried, 1.36.3), and what is read here all the same. */
const MARKED: readonly (readonly [what: string, text: string, names: readonly string[]])[] = [
  ['in front of a later marker', `${yaml('a')}\uFEFF---\n${yaml('b')}`, ['a', 'b']],
  ['the same with CRLF', `${yaml('a')}\uFEFF---\r\n${yaml('b')}`, ['a', 'b']],
  ['two of them', `${yaml('a')}\uFEFF\uFEFF---\n${yaml('b')}`, ['a', 'b']],
  ['behind a comment', `# x\n\uFEFF---\n${yaml('b')}`, ['b']],
  ['in front of the last marker', `${yaml('a')}\uFEFF---\n`, ['a']],
];

describe('The documents of a text', () => {
  for (const [what, text, names] of READ) {
    it(`are those that kubectl reads: ${what}`, () => {
      const parts = splitParts(text);
      const parsed = parts.map((part) => parsePart(part.text, 'manifest'));
      assert.deepEqual(
        parsed.flatMap(({ objects }) => objects.map(({ name }) => name)),
        names,
      );
      assert.deepEqual(
        parsed.flatMap(({ problems }) => problems),
        [],
      );
      assert.equal(parts.map((part) => part.text).join(''), text);
    });

    it(`are the same in a text that is edited: ${what}`, () => {
      const cache = new PartCache();
      cache.parts(text.slice(0, text.length / 2), 'manifest');
      const starts = cache.parts(text, 'manifest').map(({ start }) => start);
      assert.deepEqual(
        starts,
        splitParts(text).map(({ start }) => start),
      );
    });
  }

  for (const [what, text, names] of MARKED) {
    it(`are read, and the byte-order mark is told: ${what}`, () => {
      const parts = splitParts(text);
      const parsed = parts.map((part) => ({ ...part, ...parsePart(part.text, 'manifest') }));
      assert.deepEqual(
        parsed.flatMap(({ objects }) => objects.map(({ name }) => name)),
        names,
      );
      const told = parsed.flatMap(({ start, problems }) =>
        problems.map(({ span, message }) => [start + span.start, message.slice(0, 17)]),
      );
      assert.deepEqual(told, [[text.indexOf('\uFEFF'), 'A byte-order mark']]);
    });
  }

  it('are one where a template begins with braces', () => {
    assert.equal(splitParts('{{ if .a }}\na: {{ .b }}\n{{ end }}\n').length, 1);
  });
});
