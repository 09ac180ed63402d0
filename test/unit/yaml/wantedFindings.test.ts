import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wantedFindings } from './wantedFindings.ts';

describe('What a fixture wants', () => {
  it('is read with its column, severity and part of the message', () => {
    const text = 'a: 1\nb: 2 # want GV001@3 warning "no \\"x\\"", bad-format "takes a time"\r\n';
    assert.deepEqual(wantedFindings(text), [
      { line: 2, code: 'GV001', column: 3, severity: 'warning', part: 'no "x"' },
      { line: 2, code: 'bad-format', column: undefined, severity: undefined, part: 'takes a time' },
    ]);
  });

  for (const marker of ['GV001', 'GV001 warning', 'GV001 ""', 'GV001 "a"', 'GV001, GV002 "web"']) {
    it(`is refused without a message: ${marker}`, () =>
      assert.throws(() => wantedFindings(`a: 1 # want ${marker}\n`), /wants no CODE "part of/));
  }
});
