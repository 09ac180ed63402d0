import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Clock } from '../../../src/base/clock.ts';
import { nullLog } from '../../../src/base/log.ts';
import type { KeyedMemory } from '../../../src/state/memory/memory.ts';
import { type NewPoolOperation, PoolOperations } from '../../../src/state/memory/poolOperations.ts';
import { windowId } from '../../../src/state/memory/windowId.ts';
import { memory } from './openClusters.ts';

const CREATE: NewPoolOperation = {
  kind: 'create',
  clusterId: '/subscriptions/s/resourceGroups/g/providers/x/managedClusters/prod',
  clusterName: 'prod',
  tenant: 't',
  pool: 'kata2',
  body: { count: 1, nodeLabels: { a: 'b' } },
  step: 'sending',
};

/** What a window knows of operations; its clock stands at `now.ms`, and what waits waits for ever. */
function open(global: KeyedMemory, window: string, now = { ms: 1000 }): PoolOperations {
  const clock: Clock = {
    now: () => now.ms,
    wait: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      }),
  };
  return new PoolOperations(global, () => window, clock, nullLog);
}

describe('poolOperations', () => {
  it('are kept before anything is sent, and outlive their window', async () => {
    const global = memory();
    const begun = await open(global, 'a').begin(CREATE);
    assert.deepEqual(open(global, 'a').interrupted, [begun]);
    assert.deepEqual(begun, {
      ...CREATE,
      id: begun.id,
      window: 'a',
      begunAt: 1000,
      aliveAt: 1000,
    });
  });

  it('of several windows keep one another', async () => {
    const global = memory();
    const [a, b] = [open(global, 'a'), open(global, 'b')];
    const one = await a.begin(CREATE);
    const two = await b.begin({ ...CREATE, pool: 'kata3' });
    await Promise.all([a.advance(one.id, 'azure'), b.advance(two.id, 'class')]);
    await b.end(two.id);
    assert.deepEqual(
      a.all.map(({ pool, step }) => [pool, step]),
      [['kata2', 'azure']],
    );
    await b.advance(two.id, 'proof');
    assert.equal(a.get(two.id), undefined);
  });

  it('are not interrupted while they are followed', async () => {
    const operations = open(memory(), 'a');
    const begun = await operations.begin(CREATE);
    const kept = operations.keep(begun);
    assert.deepEqual(operations.interrupted, []);
    kept.dispose();
    assert.equal(operations.interrupted.length, 1);
  });

  it('are carried out elsewhere as long as that window says that it is there', async () => {
    const global = memory();
    const now = { ms: 1000 };
    const begun = await open(global, 'a').begin(CREATE);
    const other = open(global, 'b', now);
    assert.equal(other.isElsewhere(begun), true);
    assert.equal(open(global, 'a', now).isElsewhere(begun), false);
    now.ms -= 3_600_000;
    assert.equal(other.isElsewhere(begun), false);
    now.ms = 61_000;
    assert.equal(other.isElsewhere(begun), false);
    const kept = other.keep(begun);
    const taken = other.get(begun.id);
    assert.deepEqual([taken?.window, taken?.aliveAt], ['b', 61_000]);
    kept.dispose();
  });

  it('do not end because their window closes', async () => {
    const global = memory();
    const operations = open(global, 'a');
    const { id } = await operations.begin(CREATE);
    operations.dispose();
    await operations.end(id);
    await operations.advance(id, 'proof');
    assert.deepEqual(
      open(global, 'a').all.map(({ step }) => step),
      ['sending'],
    );
  });

  for (const [name, wrong] of [
    ['another kind', { kind: 'paint' }],
    ['another step', { step: 'toString' }],
    ['no pool', { pool: 1 }],
    ['no time', { begunAt: 'yesterday' }],
    ['no window', { window: '' }],
  ] as const) {
    it(`leave out what cannot be read: ${name}`, async () => {
      const global = memory();
      const begun = await open(global, 'a').begin(CREATE);
      await global.update('aksSandbox.poolOperation.x', { ...begun, ...wrong });
      await global.update('aksSandbox.poolOperation.y', 'text');
      await global.update('aksSandbox.other', begun);
      assert.deepEqual(open(global, 'a').all, [begun]);
    });
  }
});

describe('windowId', () => {
  it('is the same after a reload, and another in another workspace', () => {
    const workspace = memory();
    const id = windowId(workspace)();
    assert.equal(windowId(workspace)(), id);
    assert.notEqual(windowId(memory())(), id);
  });
});
