import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { systemClock } from '../../../src/base/clock.ts';
import { nullLog } from '../../../src/base/log.ts';
import { FileMemory } from '../../../src/state/memory/fileMemory.ts';
import type { KeyedMemory } from '../../../src/state/memory/memory.ts';
import { PoolOperations } from '../../../src/state/memory/poolOperations.ts';
import { memory } from './openClusters.ts';

describe('FileMemory', () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'memory-'));
  let folder: string;
  let earlier: KeyedMemory;
  let next = 0;
  after(() => rmSync(parent, { recursive: true }));
  beforeEach(() => {
    folder = path.join(parent, String(next++));
    earlier = memory();
  });
  const open = () => new FileMemory(folder, earlier);

  it('makes nothing before something is kept', async () => {
    assert.deepEqual([open().keys(), open().get('a')], [[], undefined]);
    await open().update('a', undefined);
    assert.ok(!readdirSync(parent).includes(path.basename(folder)));
  });

  it('lets each window see at once what another one wrote', async () => {
    const [one, other] = [open(), open()];
    await one.update('a', { count: 1 });
    assert.deepEqual(other.get('a'), { count: 1 });
    await other.update('a', { count: 2 });
    assert.deepEqual([one.get('a'), one.keys()], [{ count: 2 }, ['a']]);
    await other.update('a', undefined);
    assert.deepEqual([one.get('a'), one.keys(), readdirSync(folder)], [undefined, [], []]);
  });

  it('keeps what two windows write at once', async () => {
    const windows = [open(), open()];
    const keys = windows.flatMap((_, at) =>
      Array.from({ length: 20 }, (__, key) => `${at}-${key}`),
    );
    const write = async (key: string) => windows[Number(key.split('-')[0])]?.update(key, key);
    await Promise.all(keys.map(write));
    assert.deepEqual(open().keys().toSorted(), keys.toSorted());
  });

  it('takes any key, also one that is longer than the name of a file', async () => {
    for (const key of [`/${'x'.repeat(400)}`, '../a', 'a:b*', 'A', 'a']) {
      await open().update(key, key);
      assert.equal(open().get(key), key);
    }
    assert.equal(open().keys().length, 5);
    assert.equal(readdirSync(folder).length, 5);
  });

  it('knows what an earlier version kept in the memory of VS Code, until that is written', async () => {
    await earlier.update('a', 1);
    await earlier.update('b', 2);
    assert.deepEqual([open().keys(), open().get('a')], [['a', 'b'], 1]);
    await open().update('a', 3);
    await open().update('b', undefined);
    assert.deepEqual([open().keys(), open().get('a'), earlier.keys()], [['a'], 3, []]);
  });

  it('passes over files that are broken, half written or of somebody else', async () => {
    await open().update('a', 1);
    for (const [name, text] of [
      ['b.json', '{'],
      ['c.json', '[]'],
      ['d.json', '{"key":1,"value":1}'],
      ['e.json.1f', '{"key":"e","value":1}'],
    ] as const) {
      writeFileSync(path.join(folder, name), text);
    }
    assert.deepEqual(open().keys(), ['a']);
  });

  it('loses no operation of two windows', async () => {
    const [a, b] = ['a', 'b'].map(
      (window) => new PoolOperations(open(), () => window, systemClock, nullLog),
    );
    assert.ok(a && b);
    const about = { clusterId: 'c', clusterName: 'c', tenant: 't', step: 'sending' } as const;
    const begun = await Promise.all(
      [a, b].map((each, at) => each.begin({ ...about, kind: 'create', pool: `p${at}` })),
    );
    await Promise.all([a, b].map((each, at) => each.advance(begun[at]?.id ?? '', 'azure')));
    const kept = a.all.map(({ pool, step, window }) => `${pool} ${step} ${window}`);
    assert.deepEqual(kept.toSorted(), ['p0 azure a', 'p1 azure b']);
    await b.end(begun[1]?.id ?? '');
    assert.deepEqual([a.all.length, b.all.length], [1, 1]);
  });
});
