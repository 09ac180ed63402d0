import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintReport } from '../../../../src/cli/lint/lintReport.ts';

const EVIL = '\u001b[31mred\u009b2J\u202e\u00ad\u{e0041}\n::error::x';
const FINDING = {
  file: `a${EVIL}.yaml`,
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  code: 'RC001',
  severity: 'error',
  message: `There is no ${EVIL}`,
} as const;
/** Terminal codes and what hides or reorders text; a line feed ends a line. */
const UNSAFE = /(?!\n)[\p{Cc}\u2028-\u202e\p{Default_Ignorable_Code_Point}]/u;

describe('what lint prints of names and texts of strangers', () => {
  for (const format of ['text', 'json', 'github', 'sarif'] as const) {
    it(`is text and nothing else: ${format}`, () => {
      const printed = lintReport([FINDING], format, '/repo');
      assert.doesNotMatch(printed, UNSAFE);
      assert.doesNotMatch(printed, /^::error::x/m);
    });
  }

  it('says the same in JSON', () => {
    assert.deepEqual(JSON.parse(lintReport([FINDING], 'json', '/repo')), [FINDING]);
  });
});
