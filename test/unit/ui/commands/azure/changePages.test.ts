import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scaleChange } from '../../../../../src/azure/operations/changePool.ts';
import { readAgentPool } from '../../../../../src/azure/pools/readAgentPool.ts';
import type { KubeNode } from '../../../../../src/model/node/node.ts';
import { projectPod } from '../../../../../src/kube/resources/podResource.ts';
import { changePage } from '../../../../../src/ui/commands/azure/change/changePage.ts';
import {
  rollBackSays,
  upgradeSays,
} from '../../../../../src/ui/commands/azure/change/imageSays.ts';
import { deleteSays, podsThatGo } from '../../../../../src/ui/commands/azure/change/podsThatGo.ts';
import { readScale, scaleSays } from '../../../../../src/ui/commands/azure/change/scale.ts';

const CLUSTER = {
  id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c',
  name: 'c',
  resourceGroup: 'g',
  subscription: { id: 's', name: 'Production' },
};
const POOL = readAgentPool({
  name: 'kata1',
  properties: {
    eTag: 'tag',
    count: 2,
    mode: 'User',
    provisioningState: 'Succeeded',
    currentOrchestratorVersion: '1.35.2',
    nodeLabels: { a: '```' },
    nodeImageVersion: 'AKSAzureLinux-V3katagen2-202608.20.0',
    workloadRuntime: 'KataVmIsolation',
    upgradeSettings: { maxSurge: '10%' },
  },
});

describe('The page of a change', () => {
  it('shows the PUT as a diff of all that is sent', () => {
    const change = { kind: 'scale', change: scaleChange({ count: 3 }) } as const;
    assert.equal(
      changePage(CLUSTER, POOL, change, scaleSays(POOL, { count: 3 })),
      `# Scale kata1

AKS cluster c, resource group g, subscription Production

From **2** to **3 nodes**. 1 node more is paid while it runs.

## What is sent to Azure, once

\`\`\`http
PUT /subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c/agentPools/kata1?api-version=2026-06-01
if-match: tag
\`\`\`

All that was read is sent back, with what is marked changed. If somebody changes the pool meanwhile, Azure refuses, and you are asked again.

\`\`\`\`diff
  {
    "properties": {
-     "count": 2
+     "count": 3
      "mode": "User"
      "nodeLabels": {
        "a": "\`\`\`"
      }
      "nodeImageVersion": "AKSAzureLinux-V3katagen2-202608.20.0"
      "workloadRuntime": "KataVmIsolation"
      "upgradeSettings": {
        "maxSurge": "10%"
      }
+     "enableAutoScaling": false
+     "minCount": null
+     "maxCount": null
    }
  }
\`\`\`\`

`,
    );
  });

  it('shows what else is sent without a body', () => {
    const remove = changePage(CLUSTER, POOL, { kind: 'delete', change: {} }, []);
    assert.match(
      remove,
      /^DELETE \/subscriptions\/.*\/agentPools\/kata1\?api-version=2026-06-01$/m,
    );
    assert.match(remove, /^if-match: tag$/m);
    assert.doesNotMatch(remove, /ignore-pod-disruption-budget|diff/);
    const upgrade = changePage(CLUSTER, POOL, { kind: 'upgradeImage', change: { x: 1 } }, []);
    assert.match(upgrade, /^POST .*\/kata1\/upgradeNodeImageVersion\?api-version=2026-06-01$/m);
    assert.doesNotMatch(upgrade, /if-match|diff/);
  });
});

describe('readScale', () => {
  const autoscaled = { count: 2, mode: 'User', autoscale: { min: 1, max: 5 } };
  for (const [text, pool, read] of [
    ['3', POOL, { count: 3 }],
    ['0', POOL, { count: 0 }],
    ['1-5', POOL, { count: 1, autoscale: { min: 1, max: 5 } }],
    ['2', autoscaled, { count: 2 }],
    ['2', POOL, 'That is what it has now'],
    ['1-5', autoscaled, 'That is what it has now'],
    ['0', { ...POOL, mode: 'System' }, 'A System pool has one node at least'],
    ['0-3', { ...POOL, mode: 'System' }, 'A System pool has one node at least'],
    ['0-0', POOL, 'The autoscaler may make one node at least'],
    ['1001', POOL, 'At most 1000 nodes'],
    ['some', POOL, 'A number of nodes, e.g. 3, or 1-5 to let the autoscaler decide'],
  ] as const) {
    it(`reads ${text} for a ${pool.mode} pool as ${JSON.stringify(read)}`, () =>
      assert.deepEqual(readScale(text, pool), read));
  }
});

describe('scaleSays', () => {
  const autoscale = { min: 0, max: 3 };
  for (const [what, says] of [
    [
      scaleSays(POOL, { count: 4 }),
      'From **2** to **4 nodes**. 2 nodes more are paid while they run.',
    ],
    [
      scaleSays(POOL, { count: 1 }),
      'From **2** to **1 node**. Azure chooses the node that goes, and the pods there go too.',
    ],
    [
      scaleSays({ ...POOL, autoscale }, { count: 2 }),
      'From **2** to **2 nodes**. The cluster autoscaler no longer scales it.',
    ],
    [
      scaleSays(POOL, { count: 0, autoscale }),
      'The cluster autoscaler keeps between **0** and **3 nodes**. Nodes are paid while they run.\nAn empty pool may not grow for a pod with a RuntimeClass: the autoscaler does not know which nodes would get its label. One node that stays avoids that.',
    ],
  ] as const) {
    it(`says: ${says}`, () => assert.equal(what.join('\n'), says));
  }
});

describe('The page of another image', () => {
  it('says what an upgrade does, and how old the image is', () => {
    const now = Date.parse('2026-11-27T00:00:00Z');
    assert.deepEqual(upgradeSays(POOL, 'new', now), [
      'From `AKSAzureLinux-V3katagen2-202608.20.0`, 99 days old, to `new`.',
      'Each node is drained and made anew (10% more at a time, which count as quota): its pods start elsewhere, as far as their disruption budgets let them.',
      'Kata images get no patches by themselves: a new image is how they get any.',
      'Azure takes it back within seven days: Roll Back Image.',
    ]);
  });

  it('says what going back does, and to which Kubernetes', () => {
    const [first] = rollBackSays(POOL, { image: 'old', version: '1.34.1', usedAt: 0 });
    assert.equal(
      first,
      'From `AKSAzureLinux-V3katagen2-202608.20.0` to `old`. Kubernetes goes from 1.35.2 to 1.34.1.',
    );
    const [same] = rollBackSays(POOL, { image: 'old', version: '1.35.2', usedAt: 0 });
    assert.equal(same, 'From `AKSAzureLinux-V3katagen2-202608.20.0` to `old`.');
  });
});

describe('podsThatGo', () => {
  const node = (name: string, pool: string): Pick<KubeNode, 'name' | 'pool'> => ({ name, pool });
  const pod = (name: string, nodeName: string, owner?: string, phase = 'Running') =>
    projectPod({
      metadata: {
        namespace: 'n',
        name,
        ...(owner === undefined
          ? {}
          : {
              ownerReferences: [
                { apiVersion: 'v1', kind: owner, name: 'o', uid: 'u', controller: true },
              ],
            }),
      },
      spec: { nodeName },
      status: { phase },
    });
  const nodes = [node('a', 'kata1'), node('b', 'other')];

  it('names those of its nodes that nobody makes with each node', () => {
    const going = podsThatGo('kata1', nodes, [
      pod('web', 'a', 'ReplicaSet'),
      pod('alone', 'a'),
      pod('agent', 'a', 'DaemonSet'),
      pod('over', 'a', 'Job', 'Succeeded'),
      pod('elsewhere', 'b', 'ReplicaSet'),
    ]);
    assert.deepEqual(deleteSays(POOL, going).slice(2), [
      '**2 pods** would go:',
      '- n/web\n- n/alone (nobody makes it anew)',
      '1 pod of DaemonSets and of the nodes goes too.',
    ]);
  });

  it('says when there are none', () => {
    const going = podsThatGo('kata1', nodes, []);
    assert.deepEqual(deleteSays({ count: 1, mode: 'System' }, going), [
      '**1 node** goes, with everything on its disks. It cannot be taken back.',
      'Azure drains the nodes first. A disruption budget that lets no pod go makes that fail after a while; it is not ignored.',
      'It is a System pool: what the cluster itself runs moves too.',
      'No pod of a workload runs on it.',
    ]);
  });

  it('names fifty, and counts the others', () => {
    const many = Array.from({ length: 52 }, (_, index) => pod(`p${index}`, 'a', 'ReplicaSet'));
    const list = deleteSays(POOL, podsThatGo('kata1', nodes, many)).at(-1) ?? '';
    assert.equal(list.split('\n').length, 51);
    assert.match(list, /and 2 more$/);
  });

  it('says why they cannot be told', () => {
    const unknown = {
      kind: 'unreachable',
      what: 'Cannot reach c',
      next: '',
      retryable: true,
    } as const;
    assert.match(deleteSays(POOL, { unknown }).at(-1) ?? '', /cannot be told\*\*: Cannot reach c/);
  });
});
