import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { sleep } from '../../../src/base/abort.ts';
import { mapConcurrent } from '../../../src/base/mapConcurrent.ts';
import { Patience } from '../../../src/base/patience.ts';
import { eventually } from '../../eventually.ts';

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

  it('goes on beside what takes far longer than usual, and waits for it at the end', async () => {
    const patience = new Patience(1);
    for (let one = 0; one < 4; one++) patience.ended(1);
    const hanging = Promise.withResolvers<string>();
    const begun: number[] = [];
    const work = mapConcurrent(
      [0, 1, 2],
      1,
      never,
      async (item) => {
        begun.push(item);
        return item === 0 ? hanging.promise : `${item}`;
      },
      patience,
    );
    await eventually(() => begun.length === 3);
    hanging.resolve('late');
    assert.deepEqual(await work, ['late', '1', '2']);
  });

  it('waits for those that hang where no more may go on beside the others', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const patience = new Patience(1);
    patience.ended(1);
    const hanging = Promise.withResolvers<string>();
    const begun: number[] = [];
    const work = mapConcurrent(
      [0, 1, 2],
      1,
      never,
      (item) => {
        begun.push(item);
        return hanging.promise;
      },
      patience,
    );
    for (let round = 0; round < 3; round++) {
      test.mock.timers.tick(patience.ms);
      await turn();
    }
    assert.deepEqual(begun, [0, 1]);
    hanging.resolve('late');
    await work;
    assert.deepEqual(begun, [0, 1, 2]);
  });

  it('fails where one fails that went on beside the others', async () => {
    const patience = new Patience(1);
    for (let one = 0; one < 4; one++) patience.ended(1);
    const hanging = Promise.withResolvers<string>();
    const begun: number[] = [];
    const work = mapConcurrent(
      [0, 1],
      1,
      never,
      async (item) => {
        begun.push(item);
        return item === 0 ? hanging.promise : '';
      },
      patience,
    );
    await eventually(() => begun.length === 2);
    hanging.reject(new Error('late'));
    await assert.rejects(work, /late/);
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
