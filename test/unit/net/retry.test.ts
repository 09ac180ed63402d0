import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { type Problem, UserError } from '../../../src/base/problem.ts';
import { followDelay, retryDelay, withRetry } from '../../../src/net/retry.ts';

class Throttled extends UserError {
  override readonly retryAfterMs: number;

  constructor(retryAfterMs: number, more: Partial<Problem> = {}) {
    super({ kind: 'throttled', what: 'Too many', next: '', retryable: true, ...more });
    this.retryAfterMs = retryAfterMs;
  }
}

describe('retryDelay', () => {
  const TABLE: readonly (readonly [string, unknown, number, number, number])[] = [
    ['begins with half a second', new Error(), 0, 1, 500],
    ['doubles', new Error(), 3, 1, 4000],
    ['is half of it at the least', new Error(), 3, 0, 2000],
    ['never exceeds 30 s', new Error(), 100, 1, 30_000],
    ['waits as long as the server asks', new Throttled(7000), 0, 1, 7000],
    ['waits longer than the server asks, if it is its turn', new Throttled(100), 3, 1, 4000],
  ];
  for (const [what, error, attempt, random, ms] of TABLE) {
    it(what, () => assert.equal(retryDelay(error, attempt, random), ms));
  }
});

describe('followDelay', () => {
  it('asks rarely while only a person can help', () => {
    assert.ok(followDelay(new Throttled(0), 0) <= 500);
    assert.equal(followDelay(new Throttled(0, { retryable: false }), 0), 60_000);
  });
});

describe('withRetry', () => {
  const { signal } = new AbortController();
  const failing = (error: Error) => {
    let tries = 0;
    const read = (): Promise<number> => {
      tries++;
      return Promise.reject(error);
    };
    return { read, tries: () => tries };
  };

  it('gives up at once on what does not pass', async () => {
    const error = new Throttled(0, { retryable: false });
    const { read, tries } = failing(error);
    await assert.rejects(withRetry(read, signal), error);
    assert.equal(tries(), 1);
  });

  it('does not wait beyond its deadline', async () => {
    const error = new Throttled(60_000);
    const { read, tries } = failing(error);
    await assert.rejects(withRetry(read, signal, Date.now() + 1000), error);
    assert.equal(tries(), 1);
  });

  it('does not repeat what took long', async (test) => {
    test.mock.timers.enable({ apis: ['Date'] });
    const error = new Throttled(0);
    let tries = 0;
    const read = (): Promise<number> => {
      tries++;
      test.mock.timers.tick(20_001);
      return Promise.reject(error);
    };
    await assert.rejects(withRetry(read, signal), error);
    assert.equal(tries, 1);
  });

  it('waits a minute at most, and says so before', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    const { read, tries } = failing(new Throttled(3_600_000));
    const told: string[] = [];
    const ended = withRetry(read, signal, Infinity, (what) => told.push(what));
    for (let count = 1; count < 3; count++) {
      await turn();
      assert.equal(tries(), count);
      test.mock.timers.tick(60_000);
    }
    await assert.rejects(ended, /Too many/);
    assert.equal(tries(), 3);
    assert.deepEqual(told, Array(2).fill('Too many: it is asked again in 60 s.'));
  });
});
