import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errorEntries } from '../../vscodeHost/server/extensionHostLog.ts';

const LOG = `2026-01-02 03:04:05.006 [info] Extension host started
2026-01-02 03:04:06.007 [error] TypeError: x is not a function
\tat activate (/ext/dist/extension.cjs:1:2)
\tat z.call (/opt/extensionHostProcess.js:3:4)
2026-01-02 03:04:07.008 [info] done
`;

describe('errorEntries', () => {
  it("gives the errors with the extension's own frames", () => {
    assert.deepEqual(errorEntries(LOG), [
      '2026-01-02 03:04:06.007 [error] TypeError: x is not a function\n' +
        '\tat activate (/ext/dist/extension.cjs:1:2)',
    ]);
  });

  it('gives nothing for a log without errors', () => {
    assert.deepEqual(errorEntries(''), []);
  });
});
