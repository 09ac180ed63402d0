import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Texts } from '../../../../src/kube/protobuf/texts.ts';

/** Texts within one buffer, as they lie in a message, and where each begins and ends. */
function inOneBuffer(texts: readonly string[]) {
  const parts = texts.map((text) => Buffer.from(text));
  let at = 0;
  const places = parts.map(({ length }) => [at, (at += length)] as const);
  return { buffer: Buffer.concat(parts), places };
}

describe('Texts', () => {
  const TABLE: readonly (readonly [string, readonly string[]])[] = [
    ['that come again', ['Running', 'Pending', 'Running', '', 'Pending', '']],
    ['that begin or end as others do', ['gv1', 'agv1', 'gv', 'gv1', 'aks-gv1', 'gv1-aks', 'gv']],
    [
      'that differ before their last letters',
      ['a-vmss00000001', 'b-vmss00000001', 'a-vmss00000001'],
    ],
    ['of other letters', ['größer', 'grösser', 'größer', '日本', '𝄞', '日本', 'é', 'e']],
    [
      'as long as are remembered, and longer',
      ['x'.repeat(64), 'x'.repeat(65), 'x'.repeat(64), 'é'.repeat(40)],
    ],
    [
      'of bytes that stand for others elsewhere',
      ['\u0000', '\u0080', '\u00ff', '\u0000a', 'a\u0000'],
    ],
  ];
  for (const [what, texts] of TABLE) {
    it(`reads texts ${what}`, () => {
      const { buffer, places } = inOneBuffer(texts);
      const reader = new Texts();
      assert.deepEqual(
        places.map(([from, to]) => reader.read(buffer, from, to)),
        texts,
      );
    });
  }

  it('reads more texts than it remembers, again and again', () => {
    const texts = Array.from(
      { length: 30_000 },
      (_, index) => `pod-${index % 20_000}-${index % 7}`,
    );
    const { buffer, places } = inOneBuffer(texts);
    const reader = new Texts();
    for (const [index, [from, to]] of places.entries()) {
      assert.equal(reader.read(buffer, from, to), texts[index]);
    }
  });

  it('keeps a text when the memory that it was read from is written over', () => {
    const reader = new Texts();
    const buffer = Buffer.from('Running');
    assert.equal(reader.read(buffer, 0, 7), 'Running');
    buffer.write('Pending');
    assert.equal(reader.read(buffer, 0, 7), 'Pending');
    buffer.write('Running');
    assert.equal(reader.read(buffer, 0, 7), 'Running');
  });
});
