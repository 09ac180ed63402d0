import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Operation, Operations } from '../../../src/state/operations.ts';

const DEPLOY: Operation = {
  kind: 'install',
  title: 'Deploy gVisor',
  nodes: ['a', 'b'],
  release: '20260928.0',
  image: 'busybox',
};
const REMOVE: Operation = { kind: 'remove' };

/** Keeps what a workspace keeps: JSON. */
function memory() {
  const kept = new Map<string, string>();
  return {
    get: <T>(key: string) => {
      const text = kept.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as T);
    },
    update: (key: string, value: unknown) => {
      kept.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

describe('operations', () => {
  it('outlive the window that began them, until they end', async () => {
    const workspace = memory();
    assert.deepEqual(new Operations(workspace).interrupted, []);
    await new Operations(workspace).begin('one', DEPLOY);
    await new Operations(workspace).begin('two', REMOVE);
    assert.deepEqual(new Operations(workspace).interrupted, [
      ['one', DEPLOY],
      ['two', REMOVE],
    ]);
    await new Operations(workspace).end('one');
    assert.deepEqual(new Operations(workspace).interrupted, [['two', REMOVE]]);
  });

  it('are one for each cluster: the last that began', async () => {
    const workspace = memory();
    const operations = new Operations(workspace);
    await operations.begin('one', DEPLOY);
    await operations.begin('one', REMOVE);
    assert.deepEqual(new Operations(workspace).interrupted, [['one', REMOVE]]);
  });

  it('are not interrupted in the window that carries them out', async () => {
    const workspace = memory();
    await new Operations(workspace).begin('one', DEPLOY);
    const operations = new Operations(workspace);
    await operations.begin('two', REMOVE);
    assert.deepEqual(operations.interrupted, [['one', DEPLOY]]);
    await operations.begin('one', REMOVE);
    assert.deepEqual(operations.interrupted, []);
  });

  it('do not end because their window closes', async () => {
    const workspace = memory();
    const operations = new Operations(workspace);
    await operations.begin('one', REMOVE);
    operations.dispose();
    await operations.end('one');
    assert.deepEqual(new Operations(workspace).interrupted, [['one', REMOVE]]);
  });
});
