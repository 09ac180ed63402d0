import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../../src/model/isolation/checkResult.ts';

import { emptySnapshot } from '../../../../src/model/cluster/snapshot.ts';
import type { TreeNode } from '../../../../src/model/tree/treeNode.ts';
import { clusterNode } from '../../../../src/model/tree/clusterNode.ts';
import { checkResult } from '../../../checkResult.ts';
import { drawTree, viewOf } from '../../../drawTree.ts';
import { projectNode } from '../../../../src/kube/resources/nodeResource.ts';

const REF = {
  id: '/config#prod',
  name: 'prod',
  server: 'https://prod.example:443',
  namespace: '',
  user: 'ada',
  file: '/config',
};

/** The tree of a cluster with one node of which the installer says this. */
function view(told: Readonly<Record<string, string>>, label: string, proof?: CheckResult) {
  const annotations = Object.entries(told).map(([key, value]) => [
    `aks-sandbox/gvisor-${key}`,
    value,
  ]);
  const node = projectNode({
    metadata: {
      name: 'n1',
      labels: { agentpool: 'gv1', 'aks-sandbox/gvisor': label },
      annotations: Object.fromEntries(annotations) as Record<string, string>,
    },
    status: {
      conditions: [{ type: 'Ready', status: 'True' }],
      nodeInfo: { kernelVersion: '6.8.0' },
      runtimeHandlers: [{ name: 'runc' }],
    },
  });
  const snapshot = {
    ...emptySnapshot(REF),
    nodes: { state: 'ready', value: [node], at: 0 },
  } as const;
  return viewOf(snapshot, proof ? { nodeResults: new Map([['n1', proof]]) } : {});
}

function find(node: TreeNode, label: string): TreeNode | undefined {
  if (node.label === label) return node;
  for (const child of node.children?.() ?? []) {
    const found = find(child, label);
    if (found) return found;
  }
  return undefined;
}

const PROOF = checkResult({ namespace: 'aks-sandbox', name: 'n1', node: 'n1', reason: '' });

describe('the rows of a node with the gVisor installer', () => {
  const cases: readonly (readonly [
    string,
    Readonly<Record<string, string>>,
    pool: string,
    node: string,
    attention: boolean,
  ])[] = [
    [
      'false',
      { state: 'installing', step: 'unpack' },
      'installing gVisor… · 1/1 ready',
      'Ready · gVisor: installing (unpack) · 6.8.0 · runc',
      false,
    ],
    [
      'false',
      { state: 'waiting', reason: 'waits for the node n2' },
      'gVisor is waiting · 1/1 ready',
      'Ready · gVisor: waits for the node n2 · 6.8.0 · runc',
      false,
    ],
    [
      'true',
      { state: 'paused' },
      'gVisor is paused · 1/1 ready',
      'Ready · gVisor: paused · 6.8.0 · runc',
      false,
    ],
    [
      'false',
      { state: 'failed', step: 'unpack', reason: 'no space' },
      'gVisor failed on 1 node · 1/1 ready',
      'Ready · gVisor failed at unpack: no space · 6.8.0 · runc',
      true,
    ],
    [
      'false',
      { state: 'refused', step: 'preflight', reason: 'a Kata pool' },
      'gVisor failed on 1 node · 1/1 ready',
      'Ready · gVisor refused: a Kata pool · 6.8.0 · runc',
      true,
    ],
    [
      'false',
      { state: 'removing', reason: 'waits for 2 gVisor containers to end' },
      'removing gVisor… · 1/1 ready',
      'Ready · gVisor: removing, waits for 2 gVisor containers to end · 6.8.0 · runc',
      false,
    ],
    ['true', { state: 'ready' }, '1/1 ready', 'Ready · 6.8.0 · runc', false],
    ['true', { state: 'no-such-state' }, '1/1 ready', 'Ready · 6.8.0 · runc', false],
  ];
  for (const [label, told, pool, node, attention] of cases) {
    it(`${told['state']}`, () => {
      const shown = view(told, label);
      const rows = drawTree(shown).join('\n');
      assert.ok(rows.includes(`· ${pool}]`), rows);
      assert.ok(rows.includes(`n1 [${node}]`), rows);
      const row = find(clusterNode(shown), 'n1');
      assert.equal(row?.icon.color === 'list.warningForeground', attention);
      assert.equal(row?.flags.includes('gvisor'), told['state'] !== 'no-such-state');
    });
  }

  it('tells the menus of cluster and pools that a rollout goes on, or is paused', () => {
    for (const [state, flags] of [
      ['installing', ['rolling']],
      ['waiting', ['rolling']],
      ['paused', ['paused']],
      ['ready', []],
    ] as const) {
      const cluster = clusterNode(view({ state }, 'true'));
      for (const row of [cluster, find(cluster, 'Node pools'), find(cluster, 'gv1')]) {
        const told = row?.flags.filter((flag) => flag === 'rolling' || flag === 'paused');
        assert.deepEqual(told, flags, `${row?.label}: ${state}`);
      }
    }
  });

  const proofs: readonly (readonly [string, Partial<CheckResult>, string])[] = [
    ['proven', {}, '✓ 4.19.0-gvisor'],
    ['not proven', { verdict: 'indeterminate', reason: 'no image' }, '? not proven: no image'],
    ['disproved', { verdict: 'host-kernel' }, "✗ a pod saw the node's kernel"],
  ];
  for (const [name, more, text] of proofs) {
    it(`${name} by a canary pod`, () => {
      const shown = view({ state: 'ready' }, 'true', { ...PROOF, ...more });
      assert.ok(drawTree(shown).join('\n').includes(`n1 [Ready · ${text} · 6.8.0 · runc]`));
    });
  }

  it('forgets the proof of a node that does not serve any more', () => {
    const rows = drawTree(view({ state: 'removing' }, 'false', PROOF)).join('\n');
    assert.doesNotMatch(rows, /✓/);
  });
});
