import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  aksKey,
  clusterOfServer,
  parseAksId,
  type AksCluster,
} from '../../../../src/model/aks/aksCluster.ts';
import { isInTransition, isKataPool } from '../../../../src/model/aks/agentPool.ts';
import { isOldImage, nodeImageAge } from '../../../../src/model/aks/nodeImage.ts';

describe('nodeImageAge', () => {
  const now = Date.UTC(2026, 10, 27);
  for (const [image, age] of [
    ['AKSAzureLinux-V3katagen2-202611.16.0', 11],
    ['AKSAzureLinux-V3katagen2-202608.20.0', 99],
    ['AKSUbuntu-2404gen2containerd-202611.27.1', 0],
    ['AKSWindows-2022-containerd-gen2-20348.4052.260812', undefined],
    ['AKSUbuntu-202699.01.0', undefined],
    ['', undefined],
  ] as const) {
    it(`reads ${image || 'nothing'}`, () => assert.equal(nodeImageAge(image, now), age));
  }

  it('warns of a Kata image of three months, not of one of two weeks', () => {
    assert.ok(isOldImage('AKSAzureLinux-V3katagen2-202608.20.0', now));
    assert.ok(!isOldImage('AKSAzureLinux-V3katagen2-202611.16.0', now));
    assert.ok(!isOldImage('unreadable', now));
  });
});

describe('A Kata pool', () => {
  it('is told by its workload runtime, old or new, or by its image', () => {
    assert.ok(isKataPool('KataVmIsolation', ''));
    assert.ok(isKataPool('KataMshvVmIsolation', ''));
    assert.ok(isKataPool('', 'AKSAzureLinux-V3katagen2-202608.20.0'));
    assert.ok(!isKataPool('OCIContainer', 'AKSAzureLinux-V3gen2-202608.20.0'));
  });
});

describe('isInTransition', () => {
  it('takes an unknown word as going on', () => {
    for (const state of ['Succeeded', 'Failed', 'Canceled']) assert.ok(!isInTransition(state));
    for (const state of ['Creating', 'UpgradingNodeImageVersion', 'Migrating'])
      assert.ok(isInTransition(state));
  });
});

describe('A cluster', () => {
  const cluster = (name: string, ...hosts: string[]) => ({ name, hosts }) as unknown as AksCluster;

  it('is found by the server of a context, whatever its case and default port', () => {
    const clusters = [cluster('a', 'a.hcp.westeurope.azmk8s.io'), cluster('b', '127.0.0.1:8443')];
    const found = (server: string) => clusterOfServer(server, clusters)?.name;
    assert.equal(found('https://A.hcp.westeurope.azmk8s.io:443'), 'a');
    assert.equal(found('https://a.hcp.westeurope.azmk8s.io./'), 'a');
    assert.equal(found('https://127.0.0.1:8443'), 'b');
    assert.equal(found('https://127.0.0.1'), undefined);
    assert.equal(found('https://a.hcp.westeurope.azmk8s.io:8443'), undefined);
    assert.equal(found('not an address'), undefined);
  });

  it('has one key however its id is spelled', () => {
    const id =
      '/subscriptions/8ecadfc9-d1a3-4ea4-b844-0d9f87e4d7c8/resourceGroups/G/providers/Microsoft.ContainerService/managedClusters/C';
    assert.equal(aksKey(id), aksKey(id.toUpperCase()));
    assert.deepEqual(parseAksId(id.replace('resourceGroups', 'resourcegroups')), {
      subscription: '8ecadfc9-d1a3-4ea4-b844-0d9f87e4d7c8',
      resourceGroup: 'G',
      name: 'C',
    });
    for (const text of ['G/C', `${id}/agentPools/x`, id.replace('8ecadfc9', '../../x')]) {
      assert.equal(parseAksId(text), undefined, text);
    }
  });
});
