import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { whyNotReal } from '../../../../src/model/node/virtualNode.ts';

describe('whyNotReal', () => {
  const real = {
    labels: {},
    kernel: '6.8.0-1065-azure',
    osImage: 'Ubuntu 24.04.1 LTS',
    kubelet: 'v1.35.2',
    bootId: '5f3c1b02-8a54-4f0e-9d7e-0c5b2f6a1e11',
  };
  const TABLE: readonly (readonly [string, Partial<typeof real>, RegExp | undefined])[] = [
    ['a machine', {}, undefined],
    ['a boot id in capitals', { bootId: real.bootId.toUpperCase() }, undefined],
    ["Azure's virtual nodes", { labels: { type: 'virtual-kubelet' } }, /^a virtual node$/],
    ['a virtual-kubelet by its version', { kubelet: 'v1.29.3-vk-azure-aci-1.6' }, /virtual node/],
    ["vcluster's kernel", { kernel: '4.19.76-fakelinux' }, /virtual cluster's copy/],
    ["vcluster's image", { osImage: 'Fake Kubernetes Image' }, /virtual cluster's copy/],
    ['kwok', { kubelet: 'kwok-v0.6.1' }, /simulated/],
    ['no boot id', { bootId: '' }, /gives no boot id/],
    ['a made-up boot id', { bootId: 'boot-1' }, /is none/],
  ];
  for (const [name, more, why] of TABLE) {
    it(name, () => {
      const said = whyNotReal({ ...real, ...more });
      if (why) assert.match(said ?? '', why);
      else assert.equal(said, undefined);
    });
  }
});
