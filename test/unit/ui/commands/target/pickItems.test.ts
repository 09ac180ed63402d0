import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAgentPool } from '../../../../../src/azure/pools/readAgentPool.ts';
import { projectPod } from '../../../../../src/kube/resources/podResource.ts';
import type { ClusterRef } from '../../../../../src/model/cluster/cluster.ts';
import { agentPoolItem } from '../../../../../src/ui/commands/target/agentPoolItem.ts';
import {
  clusterItems,
  namespacesToCheck,
  podItems,
} from '../../../../../src/ui/commands/target/pickItems.ts';

const ref = (name: string, more: Partial<ClusterRef> = {}): ClusterRef => ({
  id: name,
  name,
  server: `https://${name}.example:6443`,
  namespace: '',
  user: '',
  file: '/home/config',
  ...more,
});
const pod = (namespace: string, name: string, runtimeClassName?: string) =>
  projectPod({
    metadata: { namespace, name },
    spec: runtimeClassName === undefined ? {} : { runtimeClassName },
  });

describe('agentPoolItem', () => {
  it('says what Azure does with a pool, what it isolates, and how large it is', () => {
    const pool = readAgentPool({
      name: 'kata1',
      properties: {
        count: 1,
        provisioningState: 'Scaling',
        vmSize: 'Standard_D4s_v5',
        workloadRuntime: 'KataVmIsolation',
      },
    });
    assert.deepEqual(agentPoolItem(pool), {
      label: 'kata1',
      description: 'scaling… · Kata · 1 node · Standard_D4s_v5',
    });
  });
});

describe('clusterItems', () => {
  const broken = {
    problem: { kind: 'configuration', what: 'x', next: '', retryable: false },
  } as const;
  it('offer the contexts that can be used, with their server, and mark the active one', () => {
    const items = clusterItems([ref('a'), ref('b', broken), ref('c', { server: 'odd' })], 'a');
    assert.deepEqual(
      items.map(({ label, description, detail }) => [label, description, detail]),
      [
        ['a', 'a.example:6443 · active', '/home/config'],
        ['c', 'odd', '/home/config'],
      ],
    );
  });
  it('are refused where none can be used', () => {
    assert.throws(
      () => clusterItems([ref('b', broken)], undefined),
      /No kubeconfig names a cluster/,
    );
  });
});

describe('podItems', () => {
  it('offer pods with a RuntimeClass first', () => {
    const items = podItems([pod('n', 'a'), pod('n', 'b', 'gvisor')], 'prod');
    assert.deepEqual(
      items.map(({ label, description, detail }) => [label, description, detail]),
      [
        ['b', 'n', 'RuntimeClass gvisor'],
        ['a', 'n', undefined],
      ],
    );
  });
  it('are refused where there is no pod', () => {
    assert.throws(() => podItems([], 'prod'), /^UserError: prod has no pods\./);
  });
});

describe('namespacesToCheck', () => {
  it('are those of pods with a RuntimeClass, once each', () => {
    const pods = [pod('z', 'a', 'kata'), pod('y', 'b'), pod('a', 'c', 'kata'), pod('z', 'd', 'x')];
    assert.deepEqual(namespacesToCheck(pods), ['a', 'z']);
  });
});
