import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeFile, withoutMark } from '../../../src/files/decodeFile.ts';

const POD = 'kind: Pod # ä\r\n';

describe('The bytes of a file', () => {
  const READ: readonly (readonly [string, Buffer])[] = [
    ['UTF-8', Buffer.from(POD)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${POD}`)],
    ['UTF-16, little-endian, as PowerShell writes it', Buffer.from(`\uFEFF${POD}`, 'utf16le')],
    ['UTF-16, big-endian', Buffer.from(`\uFEFF${POD}`, 'utf16le').swap16()],
    ['UTF-16, big-endian, with half a character more', odd()],
  ];
  for (const [what, bytes] of READ) {
    it(`are read as kubectl reads them: ${what}`, () => {
      const { text, problem } = decodeFile(bytes);
      assert.deepEqual([withoutMark(text), problem], [POD, undefined]);
    });
  }

  it('are refused by name as UTF-32', () => {
    assert.match(decodeFile(Buffer.from('fffe000061000000', 'hex')).problem ?? '', /UTF-32/);
    assert.match(decodeFile(Buffer.from('0000feff00000061', 'hex')).problem ?? '', /UTF-32/);
  });

  it('keep what else they hold where a byte is no UTF-8', () => {
    assert.equal(
      decodeFile(Buffer.from('# caf\u00e9\na: b\n', 'latin1')).text,
      '# caf\uFFFD\na: b\n',
    );
  });
});

function odd(): Buffer {
  return Buffer.concat([Buffer.from(`\uFEFF${POD}`, 'utf16le').swap16(), Buffer.of(0)]);
}
