import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  nextBeside,
  type Problem,
  problemOf,
  problemText,
  READ_AGAIN,
  TRIED_AGAIN,
  UserError,
} from '../../../src/base/problem.ts';

function problem(next: string, retryable: boolean): Problem {
  return { kind: 'server', what: 'It broke', next, retryable };
}

describe('The text of a problem', () => {
  const TABLE = [
    ['a next step', problem('Sign in.', false), 'It broke. Sign in.'],
    ['a next step of what may pass', problem('Check the VPN.', true), 'It broke. Check the VPN.'],
    ['only waiting helps', problem('', true), 'It broke. Try again.'],
    ['nothing helps', problem('', false), 'It broke.'],
  ] as const;
  for (const [what, given, text] of TABLE) {
    it(what, () => {
      assert.equal(problemText(given), text);
      assert.equal(new UserError(given).message, text);
    });
  }

  it('has what goes on by itself added by who does so', () => {
    assert.equal(nextBeside(problem('', true), TRIED_AGAIN), 'It is tried again by itself.');
    assert.equal(
      nextBeside(problem('Correct it.', false), READ_AGAIN),
      'Correct it. It is read again by itself.',
    );
  });

  it('names no log, which not everyone has', () => {
    assert.equal(
      problemText(problemOf(new TypeError('x is undefined'))),
      'Something unexpected happened: x is undefined. Try again.',
    );
  });
});
