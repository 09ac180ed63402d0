import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LogLines } from '../../../../src/ui/terminals/logLines.ts';

describe('LogLines', () => {
  const TABLE = [
    ['lines', ['a\nb\n'], ['a\r\nb\r\n']],
    ['a line in two parts', ['a', 'b\nc'], ['', 'ab\r\n']],
    ['colours, which end with the line', ['\u001b[31mred\n'], ['\u001b[31mred\u001b[0m\r\n']],
    [
      'what sets titles, clipboards and moves the cursor',
      ['\u001b]0;title\u0007a\u001b[2J\u001b]52;c;ZXZpbA==\u001b\\b\r\u0007\n'],
      ['ab\r\n'],
    ],
    ['a sequence in two parts', ['\u001b]52;c;', 'ZXZpbA==\u0007x\n'], ['', 'x\r\n']],
    ['no U+E000, of private use', ['\ue000\u001b[1mx\n'], ['\u001b[1mx\u001b[0m\r\n']],
  ] as const;
  for (const [what, parts, shown] of TABLE) {
    it(`shows ${what}`, () => {
      const lines = new LogLines();
      assert.deepEqual(
        parts.map((part) => lines.add(part)),
        shown,
      );
    });
  }

  it('shows at the end what was left of a line', () => {
    const lines = new LogLines();
    assert.equal(lines.add('panic: no'), '');
    assert.equal(lines.end(), 'panic: no');
    assert.equal(lines.end(), '');
  });

  it('keeps no line without an end', () => {
    const lines = new LogLines();
    assert.equal(lines.add('x'.repeat(20_000)).length, 20_002);
    assert.equal(lines.add('y\n'), 'y\r\n');
  });
});
