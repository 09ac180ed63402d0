import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentPool } from '../../../../src/model/aks/agentPool.ts';
import { joinPools } from '../../../../src/model/aks/joinPools.ts';
import {
  autoscaleText,
  nodeCountText,
  poolStateText,
  poolWarning,
} from '../../../../src/model/aks/poolText.ts';
import type { NodePool } from '../../../../src/model/node/nodePool.ts';
import { azureFacts } from '../../../../src/model/tree/facts/azureFacts.ts';

const AZURE: AgentPool = {
  name: 'kata1',
  eTag: '',
  state: 'Succeeded',
  workloadRuntime: 'KataVmIsolation',
  isolation: 'kata',
  osSku: 'AzureLinux',
  osType: 'Linux',
  vmSize: 'Standard_D4s_v5',
  mode: 'User',
  count: 3,
  version: '1.35.2',
  image: 'AKSAzureLinux-V3katagen2-202611.16.0',
  power: 'Running',
  priority: 'Regular',
  zones: [],
  labels: {},
  taints: [],
  maxPods: 250,
  surge: '10%',
  properties: {},
};
const nodes = (name: string): NodePool => ({
  name,
  nodes: [],
  ready: 1,
  isolation: 'kata',
  isolated: 1,
  size: 's',
  os: 'o',
  mode: 'User',
});

describe('joinPools', () => {
  it('has what both know once, and what one of them knows', () => {
    const joined = joinPools(
      [nodes('a10'), nodes('kata1')],
      [AZURE, { ...AZURE, name: 'a9', state: 'Creating' }],
    );
    assert.deepEqual(
      joined.map(({ name, azure, pool }) => [name, azure?.state, pool.ready]),
      [
        ['a9', 'Creating', 0],
        ['a10', undefined, 1],
        ['kata1', 'Succeeded', 1],
      ],
    );
  });
});

describe('The row of a pool', () => {
  const now = Date.UTC(2026, 10, 27);
  it('says what Azure does with it', () => {
    const said = (more: Partial<AgentPool>) => poolStateText({ ...AZURE, ...more });
    assert.equal(said({}), '');
    assert.equal(said({ state: 'Creating' }), 'creating…');
    assert.equal(said({ state: 'Migrating' }), 'Migrating…');
    assert.equal(
      said({ state: 'Failed', failure: { code: 'X', message: 'no capacity' } }),
      'failed: no capacity',
    );
    assert.equal(said({ state: 'Failed' }), 'failed');
    assert.equal(said({ power: 'Stopped' }), 'stopped');
    assert.equal(said({ state: 'Canceled' }), 'stopped before it was done');
  });

  it('says where nodes are missing, but not while they come', () => {
    assert.equal(nodeCountText(AZURE, 3), '');
    assert.equal(nodeCountText(AZURE, 1), '3 nodes asked for, 1 there');
    assert.equal(
      nodeCountText({ ...AZURE, count: 1, priority: 'Spot' }, 0),
      '1 node asked for, Spot, 0 there',
    );
    assert.equal(nodeCountText({ ...AZURE, state: 'Scaling' }, 1), '');
    assert.equal(nodeCountText({ ...AZURE, power: 'Stopped' }, 0), '');
  });

  it('warns of an old image and of a pool of the preview', () => {
    assert.equal(poolWarning(AZURE, now), '');
    assert.equal(
      poolWarning({ ...AZURE, image: 'AKSAzureLinux-V3katagen2-202608.20.0' }, now),
      'image 99 days old: upgrade it',
    );
    const image = 'AKSAzureLinux-V3katagen2-202608.20.0';
    assert.equal(
      poolWarning({ ...AZURE, image, latestImage: image }, now),
      'image 99 days old, Azure has no newer one',
    );
    assert.equal(
      poolWarning({ ...AZURE, workloadRuntime: 'KataMshvVmIsolation' }, now),
      'old preview pool: replace it',
    );
    assert.equal(
      poolWarning(
        { ...AZURE, isolation: 'none', image: 'AKSUbuntu-2404gen2containerd-202601.01.0' },
        now,
      ),
      '',
    );
  });

  it('tells in its facts whether there is a newer image, where Azure does', () => {
    const image = 'AKSAzureLinux-V3katagen2-202608.20.0';
    const of = (latestImage?: string) =>
      new Map(azureFacts({ ...AZURE, image, ...(latestImage ? { latestImage } : {}) }, now)).get(
        'Node image',
      );
    assert.equal(of(), `\`${image}\`, 99 days old`);
    assert.equal(of(image), `\`${image}\`, 99 days old, the newest one`);
    assert.equal(of('new'), `\`${image}\`, 99 days old; there is a newer one, \`new\``);
  });

  it('tells how it is scaled', () => {
    assert.equal(autoscaleText(AZURE), '');
    assert.equal(autoscaleText({ ...AZURE, autoscale: { min: 0, max: 5 } }), 'autoscaled 0–5');
  });
});
