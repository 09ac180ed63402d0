import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemText } from '../../../src/base/problem.ts';

describe('problemText', () => {
  const TABLE: readonly (readonly [string, string])[] = [
    ['It is tried again by itself.', 'It broke. Try again.'],
    ['It is read again by itself.', 'It broke. Try again.'],
    ['It is tried again by itself; look at x.', 'It broke. Try again; look at x.'],
    ['Sign in.', 'It broke. Sign in.'],
  ];
  for (const [next, text] of TABLE) {
    it(next, () => {
      assert.equal(problemText({ kind: 'server', what: 'It broke', next, retryable: true }), text);
    });
  }
});
