import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MAX_TIMER_MS, orAborted, sleep } from '../../../src/base/abort.ts';

describe('orAborted', () => {
  it('gives what comes of the work, or how it failed', async () => {
    const { signal } = new AbortController();
    assert.equal(await orAborted(Promise.resolve(1), signal), 1);
    await assert.rejects(orAborted(Promise.reject(new Error('broken')), signal), /broken/);
  });

  it('does not wait for work that goes on', async () => {
    const stop = new AbortController();
    const work = orAborted(new Promise(() => undefined), stop.signal);
    stop.abort();
    await assert.rejects(work, { name: 'AbortError' });
  });

  it('leaves no failure unhandled when it is aborted from the beginning', async (test) => {
    const unhandled = test.mock.fn();
    process.on('unhandledRejection', unhandled);
    test.after(() => process.off('unhandledRejection', unhandled));
    const failing = Promise.reject(new Error('broken'));
    await assert.rejects(orAborted(failing, AbortSignal.abort()), { name: 'AbortError' });
    await nextTurn();
    assert.equal(unhandled.mock.callCount(), 0);
  });
});

describe('sleep', () => {
  it('does not end at once when the time is longer than a timer takes', (test) => {
    const set = test.mock.method(globalThis, 'setTimeout', () => undefined);
    void sleep(1e14, new AbortController().signal);
    assert.equal(set.mock.calls[0]?.arguments[1], MAX_TIMER_MS);
  });
});
