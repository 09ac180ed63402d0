import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Turns } from '../../../src/base/turns.ts';

const never = new AbortController().signal;

describe('Turns', () => {
  it('come in order, so many at a time', async () => {
    const turns = new Turns(2);
    const came: string[] = [];
    const take = async (name: string): Promise<() => void> => {
      const end = await turns.take(never);
      came.push(name);
      return end;
    };
    const [first, second, third, fourth] = ['a', 'b', 'c', 'd'].map(take);
    await second;
    assert.deepEqual(came, ['a', 'b']);
    (await first)?.();
    (await third)?.();
    await fourth;
    assert.deepEqual(came, ['a', 'b', 'c', 'd']);
  });

  it('are not kept by who gave up waiting', async () => {
    const turns = new Turns(1);
    const end = await turns.take(never);
    const stop = new AbortController();
    const given = turns.take(stop.signal);
    const next = turns.take(never);
    stop.abort();
    await assert.rejects(given, { name: 'AbortError' });
    end();
    (await next)();
    (await turns.take(never))();
  });

  it('pass on from who gave up when the turn had come', async () => {
    const turns = new Turns(1);
    const end = await turns.take(never);
    const stop = new AbortController();
    const given = turns.take(stop.signal);
    stop.abort();
    end();
    await assert.rejects(given, { name: 'AbortError' });
    (await turns.take(never))();
  });
});
