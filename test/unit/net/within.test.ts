import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DeadlineError, within } from '../../../src/net/within.ts';

describe('within', () => {
  const { signal } = new AbortController();
  const never = () => new Promise<never>(() => undefined);

  it('gives what comes in time, and tells the work nothing', async () => {
    let told: AbortSignal | undefined;
    const work = (stop: AbortSignal): Promise<number> => {
      told = stop;
      return Promise.resolve(1);
    };
    assert.equal(await within(1000, signal, work), 1);
    assert.equal(told?.aborted, false);
  });

  it('ends work that does not listen, and tells it', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    let told: AbortSignal | undefined;
    const ended = within(5000, signal, (stop) => {
      told = stop;
      return never();
    });
    test.mock.timers.tick(4999);
    assert.equal(told?.aborted, false);
    test.mock.timers.tick(1);
    await assert.rejects(ended, (error) => error instanceof DeadlineError && error.ms === 5000);
    assert.equal(told?.aborted, true);
  });

  it('ends with the reason of who cancels', async () => {
    const stop = new AbortController();
    const ended = within(60_000, stop.signal, never);
    const reason = new Error('cancelled');
    stop.abort(reason);
    await assert.rejects(ended, reason);
  });

  it('ends what failing work has begun', async () => {
    let told: AbortSignal | undefined;
    const failing = within(60_000, signal, (stop) => {
      told = stop;
      return Promise.reject(new Error('broken'));
    });
    await assert.rejects(failing, /broken/);
    assert.equal(told?.aborted, true);
  });
});
