import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { splitEdited } from '../../../../src/yaml/document/splitEdited.ts';
import { splitAtMarkers } from '../../../../src/yaml/document/splitParts.ts';
import { SeededRandom } from '../seededRandom.ts';

describe('A text that is split again after an edit', () => {
  const CASES: readonly (readonly [what: string, before: string, after: string])[] = [
    ['nothing changed', 'a: 1\n---\nb: 2\n', 'a: 1\n---\nb: 2\n'],
    ['a marker comes', 'a: 1\nb: 2\n---\nc: 3\n', 'a: 1\n---\nb: 2\n---\nc: 3\n'],
    ['a marker goes', 'a: 1\n---\nb: 2\n---\nc: 3\n', 'a: 1\n--\nb: 2\n---\nc: 3\n'],
    ['a marker becomes text', 'a: 1\n---\nb: 2\n---\nc: 3\n', 'a: 1\n---\nb: 2\n---x\nc: 3\n'],
    ['a marker is indented', 'a\n---\nb\n---\nc\n---\nd\n', 'a\n ---\nb\n---\nc\n---\nd\n'],
    ['what stood before becomes a comment', 'a\n---\nb\n---\nc\n', '#a\n---\nb\n---\nc\n'],
    ['an end marker loses its line', 'a\n...\n...\nb\n---\nc\n', 'a...\n...\nb\n---\nc\n'],
    ['a marker at the end goes on', 'a\n---', 'a\n-----'],
    ['all is written anew', 'a: 1\n---\nb: 2\n', 'x\n'],
    ['all is removed', 'a: 1\n---\nb: 2\n', ''],
    ['the first is written', '', 'a: 1\n---\nb: 2\n'],
    ['a document is written twice', 'a\n---\nb\n', 'a\n---\nb\n---\nb\n'],
    ['a document is moved', '---\na\n---\nb\n---\nc\n', '---\nb\n---\na\n---\nc\n'],
  ];
  for (const [what, before, after] of CASES) {
    it(what, () => deepEqual(splitEdited(after, splitAtMarkers(before)), splitAtMarkers(after)));
  }

  it('is as if it was split for the first time, whatever the edit', () => {
    const random = new SeededRandom(7);
    const written = (most: number): string =>
      Array.from({ length: random.integer(most) }, () => random.pick(PIECES)).join('');
    let text = written(30);
    let parts = splitAtMarkers(text);
    for (let round = 0; round < 20_000; round++) {
      const from = random.integer(text.length + 1);
      const to = Math.min(text.length, from + random.integer(8));
      text = `${text.slice(0, from)}${written(4)}${text.slice(to)}`;
      if (text.length > 150) text = text.slice(random.integer(100));
      const again = splitEdited(text, parts);
      deepEqual(again, splitAtMarkers(text), JSON.stringify(text));
      parts = again;
    }
  });
});

const PIECES = [
  '---',
  '...',
  '\n',
  '\n',
  '\r\n',
  ' ',
  '#c',
  'a: b',
  '%YAML 1.2',
  '\uFEFF',
  '-',
  '\t',
];
