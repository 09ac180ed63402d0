import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ArmError } from '../../../../src/azure/arm/armError.ts';
import { lookUntil, MIN_POLL_MS } from '../../../../src/azure/operations/lookUntil.ts';
import { turnedClock } from '../turnedClock.ts';

const SUBJECT = { verb: 'read', object: 'the node pool kata1', role: 'Reader' };
const REASON = { code: 'Throttled', message: 'Slow down.' };

describe('lookUntil', () => {
  const { signal } = new AbortController();
  /** The waits of a look that fails so, and then finds something after one that does not. */
  const waitsAfter = async (...failures: readonly ArmError[]): Promise<readonly number[]> => {
    const clock = turnedClock();
    const left: (ArmError | undefined)[] = [...failures, undefined];
    const look = (): Promise<string | undefined> => {
      if (left.length === 0) return Promise.resolve('found');
      const failure = left.shift();
      return failure ? Promise.reject(failure) : Promise.resolve(undefined);
    };
    await lookUntil(look, { clock, signal, onProblem: () => undefined });
    return clock.waits;
  };
  const refused = (retryAfterMs: number) => new ArmError(SUBJECT, 429, REASON, retryAfterMs);

  it('looks every five seconds', async () => {
    assert.deepEqual(await waitsAfter(), [MIN_POLL_MS]);
  });

  for (const [asked, waited] of [
    [0, 10_000],
    [3000, 10_000],
    [30_000, 30_000],
    [300_000, 300_000],
  ] as const) {
    it(`waits ${waited / 1000} s where Azure asks for ${asked / 1000}`, async () => {
      assert.deepEqual(await waitsAfter(refused(asked)), [waited, MIN_POLL_MS]);
    });
  }

  it('waits longer and longer for what goes on to fail, a minute at most', async () => {
    const waits = await waitsAfter(...Array.from({ length: 5 }, () => refused(0)));
    assert.deepEqual(waits, [10_000, 20_000, 40_000, 60_000, 60_000, MIN_POLL_MS]);
  });
});
