import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sleep } from '../../../src/base/abort.ts';
import { mapConcurrent } from '../../../src/base/mapConcurrent.ts';

const never = new AbortController().signal;

describe('mapConcurrent', () => {
  it('keeps the order of the items, and to the limit', async () => {
    let running = 0;
    let most = 0;
    const results = await mapConcurrent([30, 1, 20, 2], 2, never, async (ms) => {
      most = Math.max(most, ++running);
      await sleep(ms, never);
      running--;
      return ms;
    });
    assert.deepEqual(results, [30, 1, 20, 2]);
    assert.equal(most, 2);
  });

  it('rejects with the first failure, once what is under way has cleaned up', async () => {
    const cleaned: number[] = [];
    const begun: number[] = [];
    const work = mapConcurrent([0, 1, 2, 3], 2, never, async (item) => {
      begun.push(item);
      if (item === 0) throw new Error('first');
      await sleep(20, never);
      cleaned.push(item);
    });
    await assert.rejects(work, /first/);
    assert.deepEqual(begun, [0, 1]);
    assert.deepEqual(cleaned, [1]);
  });

  it('begins nothing more when it is cancelled', async () => {
    const stop = new AbortController();
    const begun: number[] = [];
    const work = mapConcurrent([0, 1, 2], 1, stop.signal, async (item) => {
      begun.push(item);
      stop.abort();
    });
    await assert.rejects(work, { name: 'AbortError' });
    assert.deepEqual(begun, [0]);
  });
});
