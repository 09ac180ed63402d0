import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectNode } from '../../../../src/kube/resources/nodeResource.ts';
import { projectPod } from '../../../../src/kube/resources/podResource.ts';
import { type ClusterSnapshot, emptySnapshot } from '../../../../src/model/cluster/snapshot.ts';
import { clusterNode } from '../../../../src/model/tree/clusterNode.ts';
import { filterOf } from '../../../../src/model/tree/filter.ts';
import { viewOf } from '../../../drawTree.ts';

const REF = { id: 'c', name: 'prod', server: '', namespace: '', user: '', file: '' };
const pod = (name: string) =>
  projectPod({
    metadata: { namespace: 'pay', name, uid: name },
    spec: { runtimeClassName: 'kata' },
  });
const node = (name: string) =>
  projectNode({ metadata: { name, labels: { 'kubernetes.azure.com/agentpool': 'gv' } } });
const ready = <T>(value: T) => ({ state: 'ready', value, at: 0 }) as const;
const SNAPSHOT: ClusterSnapshot = {
  ...emptySnapshot(REF),
  nodes: ready([node('n1'), node('n2')]),
  pods: ready([...Array.from({ length: 30 }, (_, index) => pod(`x${index}`)), pod('one')]),
};

describe('A filter', () => {
  const opened = (typed: string, filtered = typed !== ''): readonly string[] => {
    const root = clusterNode(viewOf(SNAPSHOT, { filter: filterOf(typed), filtered }));
    const groups = root.children?.().flatMap(({ children }) => children?.() ?? []) ?? [];
    return groups.filter(({ expanded }) => expanded).map(({ id }) => id);
  };
  const cases: readonly [what: string, typed: string, ids: readonly string[]][] = [
    ['opens nothing that is not filtered', '', []],
    [
      'opens a group with few matches, under an id of its own',
      'one',
      ['c|sandboxedPods|pay|filtered'],
    ],
    ['opens a pool whose node it names', 'n2', ['c|nodePools|gv|filtered']],
    ['leaves a pool closed that it names itself', 'gv', []],
    ['leaves a group closed of which it keeps many', 'x', []],
  ];
  for (const [what, typed, ids] of cases) {
    it(what, () => assert.deepEqual(opened(typed), ids));
  }
});
