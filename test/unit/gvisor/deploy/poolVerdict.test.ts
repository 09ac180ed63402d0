import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { poolVerdict } from '../../../../src/gvisor/deploy/poolVerdict.ts';
import { PINNED_RELEASE } from '../../../../src/gvisor/manifest/release.ts';

import { nodePoolsOf } from '../../../../src/model/node/nodePool.ts';
import { projectNode, type RawNode } from '../../../../src/kube/resources/nodeResource.ts';

interface Given {
  readonly labels?: Readonly<Record<string, string>>;
  readonly info?: Readonly<Record<string, string>>;
  readonly handlers?: readonly string[];
  readonly taints?: NonNullable<RawNode['spec']>['taints'];
  readonly ready?: boolean;
}

function judge({ labels, info, handlers, taints = [], ready = true }: Given) {
  const node = projectNode({
    metadata: { name: 'n1', labels: { agentpool: 'p', ...labels } },
    spec: { taints },
    status: {
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      nodeInfo: {
        architecture: 'amd64',
        kernelVersion: '6.8.0-1065-azure',
        osImage: 'Ubuntu 24.04.3 LTS',
        operatingSystem: 'linux',
        containerRuntimeVersion: 'containerd://2.3.3',
        ...info,
      },
      runtimeHandlers: (handlers ?? ['runc']).map((name) => ({ name })),
    },
  });
  const [pool] = nodePoolsOf([node]);
  assert.ok(pool);
  return poolVerdict(pool, PINNED_RELEASE);
}

describe('poolVerdict', () => {
  const cases: readonly (readonly [string, Given, 'fine' | 'warned' | 'refused', RegExp?])[] = [
    ['Ubuntu 24.04', {}, 'fine'],
    ['Ubuntu 22.04', { info: { containerRuntimeVersion: 'containerd://1.7.34' } }, 'fine'],
    ['an Arm pool', { info: { architecture: 'arm64' } }, 'fine'],
    ['Azure Linux 3', { labels: { 'kubernetes.azure.com/os-sku': 'AzureLinux' } }, 'fine'],
    [
      'our own gVisor',
      { handlers: ['runc', 'runsc'], labels: { 'aks-sandbox/gvisor': 'true' } },
      'fine',
    ],
    ['Windows', { info: { operatingSystem: 'windows' } }, 'refused', /Windows/],
    [
      'a Kata pool, by its label',
      { labels: { 'kubernetes.azure.com/kata-vm-isolation': 'true' } },
      'refused',
      /Kata/,
    ],
    [
      'a Kata pool, by its image',
      { labels: { 'kubernetes.azure.com/node-image-version': 'AKSAzureLinux-V3katagen2-1' } },
      'refused',
      /Kata/,
    ],
    ['a Kata pool, by its handler', { handlers: ['runc', 'kata'] }, 'refused', /Kata/],
    [
      'Azure Container Linux',
      { labels: { 'kubernetes.azure.com/os-sku': 'AzureContainerLinux' } },
      'refused',
      /read-only \/usr/,
    ],
    [
      'OS Guard',
      { labels: { 'kubernetes.azure.com/os-sku': 'AzureLinuxOSGuard' } },
      'refused',
      /verifies/,
    ],
    ['Flatcar', { labels: { 'kubernetes.azure.com/os-sku': 'Flatcar' } }, 'refused', /retired/],
    ['Talos', { info: { osImage: 'Talos (v1.11)' } }, 'refused', /system extension/],
    [
      'an old kernel',
      { info: { kernelVersion: '5.4.0-1094-azure' } },
      'refused',
      /older than 5\.6/,
    ],
    [
      'an old containerd',
      { info: { containerRuntimeVersion: 'containerd://1.6.28' } },
      'refused',
      /1\.6\.28 is older than 1\.7/,
    ],
    [
      'another runtime',
      { info: { containerRuntimeVersion: 'cri-o://1.35' } },
      'refused',
      /not containerd/,
    ],
    ['s390x', { info: { architecture: 's390x' } }, 'refused', /no gVisor for s390x/],
    [
      "another installer's runsc",
      { handlers: ['runc', 'runsc'] },
      'refused',
      /another installer put runsc there/,
    ],
    ['no pool label', { labels: { agentpool: '' } }, 'refused', /no label that names their pool/],
    [
      'a system pool',
      { labels: { 'kubernetes.azure.com/mode': 'system' } },
      'warned',
      /a system pool/,
    ],
    ['a node that is not Ready', { ready: false }, 'warned', /n1 is not Ready/],
    [
      'a startup taint',
      { taints: [{ key: 'startup-taint.example/x', effect: 'NoSchedule' }] },
      'warned',
      /startup taint/,
    ],
  ];
  for (const [name, given, verdict, reason] of cases) {
    it(`${name}: ${verdict}`, () => {
      const judged = judge(given);
      assert.equal(judged.verdict, verdict, judged.reasons.join());
      if (reason) assert.match(judged.reasons[0] ?? '', reason);
      else assert.deepEqual(judged.reasons, []);
    });
  }
});
