import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectNode, type RawNode } from '../../../../src/kube/resources/nodeResource.ts';
import { emptySnapshot } from '../../../../src/model/cluster/snapshot.ts';
import type { KubeNode } from '../../../../src/model/node/node.ts';
import { clusterNode } from '../../../../src/model/tree/clusterNode.ts';
import type { TreeNode } from '../../../../src/model/tree/treeNode.ts';
import { viewOf } from '../../../drawTree.ts';

const REF = {
  id: '/config#prod',
  name: 'prod',
  server: 'https://prod.example:443',
  namespace: '',
  user: 'ada',
  file: '/config',
};

const node = (name: string, pool: string, more: RawNode['status'] = {}) =>
  projectNode({
    metadata: { name, labels: { agentpool: pool } },
    status: { conditions: [{ type: 'Ready', status: 'True' }], ...more },
  });

/** The rows of the pools of these nodes. */
function poolRows(...nodes: readonly KubeNode[]): readonly TreeNode[] {
  const loaded = { state: 'ready', value: nodes, at: 0 } as const;
  const root = clusterNode(viewOf({ ...emptySnapshot(REF), nodes: loaded }));
  const group = root.children?.().find(({ label }) => label === 'Node pools');
  return group?.children?.() ?? [];
}

describe('the row of a node pool', () => {
  it('is yellow where only some of its nodes have the sandbox', () => {
    const rows = poolRows(
      node('gv-1', 'gv', { runtimeHandlers: [{ name: 'runsc' }] }),
      node('gv-2', 'gv', { runtimeHandlers: [{ name: 'runc' }] }),
      node('k-1', 'k', { runtimeHandlers: [{ name: 'kata' }] }),
    );
    assert.deepEqual(
      rows.map(({ label, icon }) => [label, icon.color]),
      [
        ['gv', 'list.warningForeground'],
        ['k', 'charts.green'],
      ],
    );
  });
});

describe('the row of a node', () => {
  for (const [memory, told] of [
    ['31223356Ki', '4 CPU, 29.8 GiB memory'],
    ['16Gi', '4 CPU, 16.0 GiB memory'],
    ['much', '4 CPU, much memory'],
  ] as const) {
    it(`tells ${memory} in the unit of all`, () => {
      const [pool] = poolRows(node('n1', 'p', { allocatable: { cpu: '4', memory } }));
      const [row] = pool?.children?.() ?? [];
      const said = /Allocatable: (.*)/.exec(row?.tooltip() ?? '')?.[1];
      assert.equal(said?.replaceAll('\\', ''), told);
    });
  }
});
