import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TextMaps } from '../../../../src/kube/protobuf/textMaps.ts';

describe('TextMaps', () => {
  const TABLE: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ['nothing', [[], ['a', '1'], []]],
    [
      'the same keys with other values',
      [
        ['a', '1', 'b', '2'],
        ['a', '3', 'b', '2'],
        ['a', '1', 'b', '4'],
        ['a', '1', 'b', '2'],
      ],
    ],
    [
      'other keys',
      [
        ['a', '1', 'b', '2'],
        ['a', '1', 'c', '2'],
        ['a', '1'],
        ['b', '2', 'a', '1'],
        ['a', '1', 'b', '2', 'c', '3'],
      ],
    ],
    [
      'empty values',
      [
        ['a', ''],
        ['a', '1'],
        ['a', ''],
      ],
    ],
    [
      'keys that are numbers',
      [
        ['2', 'b', '1', 'a'],
        ['2', 'c', '1', 'a'],
      ],
    ],
    [
      'keys of every object',
      [
        ['constructor', '1', 'toString', '2'],
        ['constructor', '3', 'toString', '2'],
      ],
    ],
  ];
  for (const [what, maps] of TABLE) {
    it(`makes maps of ${what}`, () => {
      const made = new TextMaps();
      assert.deepEqual(
        maps.map((entries) => made.make(entries)),
        maps.map((entries) => Object.fromEntries(pairs(entries))),
      );
    });
  }

  it('takes the last value of a key that comes twice, each time', () => {
    const made = new TextMaps();
    assert.deepEqual(made.make(['a', '1', 'a', '2']), { a: '2' });
    assert.deepEqual(made.make(['a', '3', 'a', '2']), { a: '2' });
  });

  it('goes on when there are more sets of keys than it remembers', () => {
    const made = new TextMaps();
    for (const round of ['1', '2']) {
      for (let key = 0; key < 100; key++) {
        assert.deepEqual(made.make([`k${key}`, round]), { [`k${key}`]: round });
      }
    }
  });

  it('leaves earlier maps as they are', () => {
    const made = new TextMaps();
    const first = made.make(['a', '1', 'b', '2']);
    const second = made.make(['a', '3', 'b', '2']);
    made.make(['a', '5', 'b', '6']);
    assert.deepEqual(
      [first, second],
      [
        { a: '1', b: '2' },
        { a: '3', b: '2' },
      ],
    );
  });
});

function pairs(entries: readonly string[]): (readonly [string, string])[] {
  return entries.flatMap((key, at) =>
    at % 2 === 0 ? [[key, entries[at + 1] ?? ''] as const] : [],
  );
}
