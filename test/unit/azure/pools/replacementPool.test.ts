import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newPoolBody } from '../../../../src/azure/pools/newPool.ts';
import { readAgentPool } from '../../../../src/azure/pools/readAgentPool.ts';
import { replacementPool } from '../../../../src/azure/pools/replacementPool.ts';

const OLD = {
  count: 2,
  vmSize: 'Standard_D4s_v3',
  osSKU: 'CBLMariner',
  osType: 'Linux',
  mode: 'System',
  type: 'VirtualMachineScaleSets',
  workloadRuntime: 'KataMshvVmIsolation',
  nodeImageVersion: 'AKSCBLMariner-V2katagen2-202409.05.0',
  orchestratorVersion: '1.31.9',
  currentOrchestratorVersion: '1.31.9',
  provisioningState: 'Succeeded',
  powerState: { code: 'Running' },
  eTag: 'x',
};
const BODY = {
  count: 2,
  mode: 'User',
  osType: 'Linux',
  osSKU: 'AzureLinux',
  type: 'VirtualMachineScaleSets',
  vmSize: 'Standard_D4s_v3',
  workloadRuntime: 'KataVmIsolation',
};

const CASES: readonly (readonly [string, Readonly<Record<string, unknown>>, object])[] = [
  ["today's names, and nothing of the old image or version", {}, {}],
  [
    'the bounds of its autoscaler',
    { enableAutoScaling: true, minCount: 1, maxCount: 5 },
    { enableAutoScaling: true, minCount: 1, maxCount: 5 },
  ],
  [
    'zones, pods a node and surge',
    { availabilityZones: ['1', '2'], maxPods: 50, upgradeSettings: { maxSurge: '33%' } },
    { availabilityZones: ['1', '2'], maxPods: 50, upgradeSettings: { maxSurge: '33%' } },
  ],
  [
    'its labels and taints, without those of AKS',
    {
      nodeLabels: { team: 'data', 'kubernetes.azure.com/scalesetpriority': 'spot' },
      nodeTaints: [
        'sandbox=kata:NoSchedule',
        'kubernetes.azure.com/scalesetpriority=spot:NoSchedule',
      ],
    },
    { nodeLabels: { team: 'data' }, nodeTaints: ['sandbox=kata:NoSchedule'] },
  ],
  ['no labels where all are of AKS', { nodeLabels: { 'kubernetes.azure.com/mode': 'user' } }, {}],
  [
    'its network, disks and tags',
    { vnetSubnetID: '/subnets/a', osDiskSizeGB: 200, tags: { 'a"b': '${c}' }, podSubnetID: null },
    { vnetSubnetID: '/subnets/a', osDiskSizeGB: 200, tags: { 'a"b': '${c}' } },
  ],
  [
    'what Spot is',
    { scaleSetPriority: 'Spot', scaleSetEvictionPolicy: 'Delete', spotMaxPrice: -1 },
    { scaleSetPriority: 'Spot', scaleSetEvictionPolicy: 'Delete', spotMaxPrice: -1 },
  ],
  ['no price where it is not Spot', { scaleSetPriority: 'Regular', spotMaxPrice: -1 }, {}],
];

describe('replacementPool', () => {
  for (const [what, properties, body] of CASES) {
    it(`has ${what}`, () => {
      const old = readAgentPool({ name: 'old', properties: { ...OLD, ...properties } });
      const pool = replacementPool(old, 'kata2');
      assert.equal(pool.name, 'kata2');
      assert.deepEqual(newPoolBody(pool).properties, { ...BODY, ...body });
    });
  }
});
