import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nullLog } from '../../../src/base/log.ts';
import {
  type GVisorOperation,
  readGVisorOperation,
} from '../../../src/state/memory/gvisorOperation.ts';
import { GVisorOperations } from '../../../src/state/memory/gvisorOperations.ts';
import type { Memory } from '../../../src/state/memory/memory.ts';
import { memory } from './openClusters.ts';

const DEPLOY: GVisorOperation = {
  kind: 'deploy',
  nodes: ['a', 'b'],
  release: '20260928.0',
  image: 'busybox',
};
const REMOVE: GVisorOperation = { kind: 'remove' };

const open = (workspace: Memory) => new GVisorOperations(workspace, nullLog);

describe('operations', () => {
  it('outlive the window that began them, until they end', async () => {
    const workspace = memory();
    assert.deepEqual(open(workspace).interrupted, []);
    await open(workspace).begin('one', DEPLOY);
    await open(workspace).begin('two', REMOVE);
    assert.deepEqual(open(workspace).interrupted, [
      ['one', DEPLOY],
      ['two', REMOVE],
    ]);
    await open(workspace).end('one');
    assert.deepEqual(open(workspace).interrupted, [['two', REMOVE]]);
  });

  it('are known in every window while they go on', async () => {
    const workspace = memory();
    await open(workspace).begin('one', { ...DEPLOY, kind: 'resume' });
    assert.equal(open(workspace).of('one')?.kind, 'resume');
    assert.equal(open(workspace).of('two'), undefined);
  });

  it('are one for each cluster: the last that began', async () => {
    const workspace = memory();
    const operations = open(workspace);
    await operations.begin('one', DEPLOY);
    await operations.begin('one', REMOVE);
    assert.deepEqual(open(workspace).interrupted, [['one', REMOVE]]);
  });

  it('are not interrupted in the window that carries them out', async () => {
    const workspace = memory();
    await open(workspace).begin('one', DEPLOY);
    const operations = open(workspace);
    await operations.begin('two', REMOVE);
    assert.deepEqual(operations.interrupted, [['one', DEPLOY]]);
    await operations.begin('one', REMOVE);
    assert.deepEqual(operations.interrupted, []);
  });

  it('do not end because their window closes', async () => {
    const workspace = memory();
    const operations = open(workspace);
    await operations.begin('one', REMOVE);
    operations.dispose();
    await operations.end('one');
    assert.deepEqual(open(workspace).interrupted, [['one', REMOVE]]);
  });

  it('tell on which cluster one has begun or ended', async () => {
    const operations = open(memory());
    const told: unknown[] = [];
    operations.onDidChange((change) => told.push(change));
    await operations.begin('one', REMOVE);
    await operations.end('one');
    assert.deepEqual(told, [
      { kind: 'begun', cluster: 'one' },
      { kind: 'ended', cluster: 'one' },
    ]);
  });

  it('drop what cannot be understood, and keep the rest', async () => {
    const workspace = memory();
    const kept = { one: { kind: 'deploy', nodes: 1 }, two: 'x', three: null, four: REMOVE };
    await workspace.update('aksSandbox.operations', kept);
    assert.deepEqual(open(workspace).interrupted, [['four', REMOVE]]);
  });
});

describe('readOperation', () => {
  const install = { nodes: ['a'], release: 'r', image: 'i' };
  const TABLE: readonly (readonly [string, unknown, GVisorOperation | undefined])[] = [
    ['a deployment', { kind: 'deploy', ...install }, { kind: 'deploy', ...install }],
    ['an upgrade', { kind: 'upgrade', ...install }, { kind: 'upgrade', ...install }],
    ['a removal', { kind: 'remove' }, { kind: 'remove' }],
    [
      'a deployment of 0.1.0',
      { kind: 'install', title: 'Deploy gVisor', ...install },
      { kind: 'deploy', ...install },
    ],
    [
      'an upgrade of 0.1.0',
      { kind: 'install', title: 'Upgrade gVisor', ...install },
      { kind: 'upgrade', ...install },
    ],
    ['another kind', { kind: 'scale', ...install }, undefined],
    ['no nodes', { kind: 'deploy', release: 'r', image: 'i' }, undefined],
    ['no object', 'deploy', undefined],
  ];
  for (const [name, kept, operation] of TABLE) {
    it(name, () => assert.deepEqual(readGVisorOperation(kept), operation));
  }
});
