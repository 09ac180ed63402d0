import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TreeTarget } from '../../../../../src/model/tree/treeNode.ts';
import type { PodScope } from '../../../../../src/proof/selection/podScope.ts';
import { scopeOfTargets } from '../../../../../src/ui/commands/kernelCheck/scopeOfTargets.ts';

const cluster = 'c';
const namespace = (name: string): TreeTarget => ({ kind: 'namespace', cluster, name });
const pod = (name: string): TreeTarget => ({ kind: 'pod', cluster, namespace: 'pay', name });
const whole: TreeTarget = { kind: 'cluster', cluster };
const pods = (name: string): PodScope => ({ kind: 'pods', pods: [{ namespace: 'pay', name }] });
const inNamespace = (name: string): PodScope => ({ kind: 'namespace', namespace: name });

const nodesOf = (_: string, pool: string) => [`${pool}-1`, `${pool}-2`];

describe('scopeOfTargets', () => {
  const TABLE: readonly (readonly [string, readonly TreeTarget[], PodScope])[] = [
    ['a pod', [pod('a')], pods('a')],
    ['several pods', [pod('a'), pod('b')], { kind: 'several', scopes: [pods('a'), pods('b')] }],
    ['a namespace', [namespace('web')], inNamespace('web')],
    [
      'two namespaces, and no more than these',
      [namespace('web'), namespace('pay')],
      { kind: 'several', scopes: [inNamespace('web'), inNamespace('pay')] },
    ],
    [
      'a namespace and a pod of another',
      [namespace('web'), pod('a')],
      { kind: 'several', scopes: [inNamespace('web'), pods('a')] },
    ],
    [
      'an agent Sandbox',
      [{ kind: 'agent', cluster, agent: 'Sandbox', namespace: 'pay', name: 'a' }],
      { kind: 'workload', namespace: 'pay', workload: { kind: 'Sandbox', name: 'a' } },
    ],
    ['the cluster', [whole], { kind: 'cluster' }],
    ['the cluster and a pod', [pod('a'), whole], { kind: 'cluster' }],
    [
      'a class',
      [{ kind: 'runtimeClass', cluster, name: 'gvisor' }],
      { kind: 'runtimeClass', runtimeClass: 'gvisor' },
    ],
    [
      'a node',
      [{ kind: 'node', cluster, name: 'n1' }],
      { kind: 'nodes', nodes: ['n1'], about: 'the node n1' },
    ],
    [
      'a pool',
      [{ kind: 'nodePool', cluster, name: 'gv' }],
      { kind: 'nodes', nodes: ['gv-1', 'gv-2'], about: 'the node pool gv' },
    ],
    [
      'the group of sandboxed pods',
      [{ kind: 'group', cluster, group: 'sandboxedPods' }],
      { kind: 'cluster' },
    ],
  ];
  for (const [name, targets, scope] of TABLE) {
    it(`is that of ${name}`, () =>
      assert.deepEqual(scopeOfTargets(targets, nodesOf), { cluster, scope }));
  }

  it('is none where nothing is selected', () =>
    assert.equal(scopeOfTargets([], nodesOf), undefined));

  it('is refused over several clusters', () => {
    const other: TreeTarget = { kind: 'cluster', cluster: 'd' };
    assert.throws(() => scopeOfTargets([pod('a'), other], nodesOf), /are of several clusters/);
  });
});
