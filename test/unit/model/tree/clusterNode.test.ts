import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '../../../../src/base/problem.ts';
import type { CheckResult } from '../../../../src/model/isolation/checkResult.ts';
import type { ClusterRef } from '../../../../src/model/cluster/cluster.ts';
import type { Loadable } from '../../../../src/model/cluster/loadable.ts';

import { type ClusterSnapshot, emptySnapshot } from '../../../../src/model/cluster/snapshot.ts';
import { clusterNode } from '../../../../src/model/tree/clusterNode.ts';
import { filterOf } from '../../../../src/model/tree/filter.ts';
import type { TreeNode } from '../../../../src/model/tree/treeNode.ts';
import { checkResult } from '../../../checkResult.ts';
import { drawTree, viewOf } from '../../../drawTree.ts';
import { projectPod, type RawPod } from '../../../../src/kube/resources/podResource.ts';
import { projectNode, type RawNode } from '../../../../src/kube/resources/nodeResource.ts';
import { projectRuntimeClass } from '../../../../src/kube/resources/runtimeClassResource.ts';

const REF: ClusterRef = {
  id: '/config#prod',
  name: 'prod',
  server: 'https://prod-1.hcp.westeurope.azmk8s.io:443',
  namespace: '',
  user: 'ada',
  file: '/config',
};
const PROBLEM: Problem = {
  kind: 'unreachable',
  what: 'No network',
  next: 'Check the VPN.',
  retryable: true,
};

const node = (
  name: string,
  pool: string,
  more: RawNode['status'] = {},
  spec: RawNode['spec'] = {},
) =>
  projectNode({
    metadata: { name, labels: { 'kubernetes.azure.com/agentpool': pool, sandbox: pool } },
    spec,
    status: {
      conditions: [{ type: 'Ready', status: 'True' }],
      nodeInfo: { kernelVersion: '6.8.0', osImage: 'Ubuntu 24.04.3 LTS' },
      runtimeHandlers: [{ name: '' }, { name: 'runc' }],
      ...more,
    },
  });
const NODES = [
  node('aks-kata1-31415926-vmss000000', 'kata1', {
    runtimeHandlers: [{ name: 'runc' }, { name: 'kata' }],
  }),
  node('gv-1', 'gv', { runtimeHandlers: [{ name: 'runsc' }] }),
  node('gv-2', 'gv', { conditions: [{ type: 'Ready', status: 'False', message: 'kubelet gone' }] }),
  node('sys-1', 'system', {}, { unschedulable: true }),
];
const CLASSES = [
  {
    metadata: { name: 'gvisor' },
    handler: 'runsc',
    scheduling: { nodeSelector: { sandbox: 'gv' } },
  },
  { metadata: { name: 'kata' }, handler: 'kata' },
  { metadata: { name: 'fast' }, handler: 'runc' },
  { metadata: { name: 'gvisor-fake' }, handler: 'crun' },
  {
    metadata: { name: 'lost' },
    handler: 'kata',
    overhead: { podFixed: { memory: '1Mi' } },
    scheduling: { nodeSelector: { no: 'where' } },
  },
].map(projectRuntimeClass);
const pod = (
  name: string,
  runtimeClassName: string | undefined,
  more: Partial<RawPod['status']> = {},
) =>
  projectPod({
    metadata: { namespace: 'pay', name, uid: name },
    spec: { nodeName: 'gv-1', ...(runtimeClassName ? { runtimeClassName } : {}) },
    status: { phase: 'Running', ...more },
  });
const PODS = [
  pod('p10', 'gvisor'),
  pod('p2', 'gvisor'),
  pod('plain', undefined),
  pod('stuck', 'lost', {
    phase: 'Pending',
    conditions: [
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/4 nodes' },
    ],
  }),
];

const ready = <T>(value: T): Loadable<T> => ({ state: 'ready', value, at: 1 });
const snapshotOf = (more: Partial<ClusterSnapshot> = {}): ClusterSnapshot => ({
  ...emptySnapshot(REF),
  version: ready('1.35.2'),
  nodes: ready(NODES),
  runtimeClasses: ready(CLASSES),
  pods: ready(PODS),
  ...more,
});
describe('clusterNode', () => {
  it('shows how a pod is now, not how it was when its kernel could not be read', () => {
    const result = {
      namespace: 'pay',
      name: 'p2',
      uid: 'p2',
      phase: 'Pending',
      runtimeClass: 'gvisor',
      handler: 'runsc',
      claim: 'gvisor',
      verdict: 'indeterminate',
      kernel: undefined,
      node: undefined,
      nodeKernel: undefined,
      reason: 'the pod is Pending',
      evidence: [],
    } as const;
    const shown = (name: string, phase: string) => {
      const results = new Map([[name, { ...result, uid: name, phase }]]);
      const rows = drawTree(viewOf(snapshotOf(), { results })).map((row) => row.trim());
      return rows.find((row) => row.startsWith(`${name} `));
    };
    assert.equal(shown('p2', 'Pending'), 'p2 [gVisor · Running]');
    assert.equal(shown('p2', 'Running'), 'p2 [gVisor ? the pod is Pending]');
    assert.equal(shown('stuck', 'Pending'), 'stuck [Kata · Pending: no capable node]');
  });

  it('shows pools, nodes, classes with their problems, and sandboxed pods', () => {
    assert.deepEqual(drawTree(viewOf(snapshotOf(), { active: true })), [
      'prod [AKS 1.35.2 · 3 pools · active]',
      '  Node pools [1 ⚠ · 4 nodes]',
      '    gv [gVisor 1/2 nodes · 1/2 ready · Ubuntu 24.04]',
      '      gv-1 [Ready · 6.8.0 · runsc]',
      '      gv-2 [NotReady · 6.8.0 · runc]',
      '    kata1 [Kata · 1/1 ready · Ubuntu 24.04]',
      '      aks-kata1-…000000 [Ready · 6.8.0 · kata, runc]',
      '    system [no sandbox · 1/1 ready · Ubuntu 24.04]',
      '      sys-1 [Ready, cordoned · 6.8.0 · runc]',
      '  Runtime classes [3 ⚠ · 5]',
      '    gvisor-fake [crun: not a sandbox · no node serves its handler · 0 pods]',
      '    kata [kata · no overhead · 1 capable node · 0 pods]',
      '    lost [kata · no capable node · 1 pod]',
      '    fast [runc: not a sandbox · 0 pods]',
      '    gvisor [runsc · 1 capable node · 2 pods]',
      '  Sandboxed pods [3]',
      '    pay [3 of 4 pods]',
      '      stuck [Kata · Pending: no capable node]',
      '      p2 [gVisor · Running]',
      '      p10 [gVisor · Running]',
    ]);
  });

  it('shows the address before it is opened', () => {
    const { opened: _, ...closed } = viewOf(snapshotOf());
    assert.equal(clusterNode(closed).description, 'prod-1.hcp.westeurope.azmk8s.io');
  });

  it('shows why a context cannot be used, and no children', () => {
    const row = clusterNode(viewOf(snapshotOf(), { ref: { ...REF, problem: PROBLEM } }));
    assert.equal(row.description, 'No network');
    assert.equal(row.children, undefined);
    assert.deepEqual(row.flags, ['unusable', 'kubeconfig']);
    assert.match(row.tooltip(), /Check the VPN\. It is read again by itself/);
  });

  it('says once that nothing can be reached', () => {
    const failed = { state: 'failed', problem: PROBLEM } as const;
    const rows = drawTree(
      viewOf(snapshotOf({ nodes: failed, runtimeClasses: failed, pods: failed })),
    );
    assert.deepEqual(rows.slice(1), ['  No network']);
  });

  it('keeps old data and says that it is old', () => {
    const rows = drawTree(
      viewOf(snapshotOf({ nodes: { state: 'failed', problem: PROBLEM, stale: NODES } })),
    );
    assert.equal(rows[2], '    Old data: No network');
    assert.match(rows[3] ?? '', /gv \[/);
  });

  it('says what is missing in place, beside what is there', () => {
    const problem: Problem = { ...PROBLEM, kind: 'forbidden', what: 'You may not list nodes' };
    const rows = drawTree(viewOf(snapshotOf({ nodes: { state: 'failed', problem } })));
    assert.deepEqual(rows.slice(1, 4), [
      '  Node pools',
      '    You may not list nodes',
      '  Runtime classes [2 ⚠ · 5]',
    ]);
    assert.ok(rows.includes('    gvisor [runsc · 2 pods]'), 'nothing is guessed about nodes');
  });

  it('shows what a check found', () => {
    const result = (uid: string, verdict: CheckResult['verdict']): [string, CheckResult] => [
      uid,
      checkResult({ name: uid, verdict, node: 'gv-1' }),
    ];
    const results = new Map([
      result('p2', 'gvisor'),
      result('p10', 'host-kernel'),
      result('stuck', 'indeterminate'),
    ]);
    assert.deepEqual(drawTree(viewOf(snapshotOf(), { results })).slice(-4), [
      '    pay [1 ✗ · 3 of 4 pods]',
      "      p10 [✗ gVisor: runs on the node's kernel]",
      '      stuck [Kata ? because]',
      '      p2 [gVisor ✓ 4.19.0-gvisor]',
    ]);
    const rows = drawTree(viewOf(snapshotOf(), { results }));
    assert.equal(rows[0], 'prod [1 ✗ · AKS 1.35.2 · 3 pools]');
    assert.ok(rows.includes('  Sandboxed pods [1 ✗ · 3]'));
  });

  it('filters by the words of pools, nodes, classes and pods', () => {
    const filtered = (typed: string) =>
      drawTree(viewOf(snapshotOf(), { filter: filterOf(typed), filtered: true }));
    assert.deepEqual(filtered('P10').slice(1), [
      '  Node pools [1 ⚠ · 4 nodes]',
      '    No node matches the filter',
      '  Runtime classes [3 ⚠ · 5]',
      '    No runtime class matches the filter',
      '  Sandboxed pods [3]',
      '    pay [3 of 4 pods]',
      '      p10 [gVisor · Running]',
    ]);
    assert.ok(filtered('kata1').includes('      aks-kata1-…000000 [Ready · 6.8.0 · kata, runc]'));
  });

  it('says what an empty cluster lacks', () => {
    const rows = drawTree(
      viewOf(snapshotOf({ nodes: ready([]), runtimeClasses: ready([]), pods: ready([]) })),
    );
    assert.deepEqual(rows.slice(1), [
      '  Node pools [0 nodes]',
      '    No nodes',
      '  Runtime classes [0]',
      '    No runtime classes: no pod here can ask for a sandbox yet',
      '  Sandboxed pods [0]',
      '    No pod claims a sandbox',
    ]);
  });

  it('shows 500 children and offers the rest', () => {
    const many = Array.from({ length: 501 }, (_, index) => pod(`m${index}`, 'gvisor'));
    const rows = drawTree(viewOf(snapshotOf({ pods: ready(many) })));
    assert.equal(rows.at(-1), '      Show more [1 more; filter to find one]');
    const shown = new Map([[`${REF.id}|sandboxedPods|pay`, 1000]]);
    assert.equal(
      drawTree(viewOf(snapshotOf({ pods: ready(many) }), { shown })).at(-1),
      '      m500 [gVisor · Running]',
    );
  });

  it('gives every row an id of its own, a spoken label, and tooltips that are text', () => {
    const all = (root: TreeNode): TreeNode[] => [root, ...(root.children?.() ?? []).flatMap(all)];
    const rows = all(clusterNode(viewOf(snapshotOf())));
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    for (const row of rows) {
      assert.notEqual(row.accessibleLabel, '', row.id);
      assert.doesNotMatch(row.tooltip(), /undefined|\[object/, row.id);
    }
  });

  it('speaks the counts of the groups too', () => {
    const groups = clusterNode(viewOf(snapshotOf())).children?.() ?? [];
    assert.deepEqual(
      groups.map(({ accessibleLabel }) => accessibleLabel),
      [
        'Node pools, 1 with a warning, 4 nodes',
        'Runtime classes, 3 with a warning, 5',
        'Sandboxed pods, 3',
      ],
    );
  });

  it('shows hostile names as text', () => {
    const evil = '[x](command:evil) <img src=x>\u001b[31m';
    const snapshot = snapshotOf({
      pods: ready([
        projectPod({
          metadata: { namespace: evil, name: evil, uid: 'e' },
          spec: { runtimeClassName: 'gvisor' },
          status: { phase: evil },
        }),
      ]),
    });
    const all = (root: TreeNode): TreeNode[] => [root, ...(root.children?.() ?? []).flatMap(all)];
    const row = all(clusterNode(viewOf(snapshot))).at(-1);
    assert.equal(row?.label, '[x](command:evil) <img src=x>');
    assert.doesNotMatch(row?.tooltip() ?? '', /[^\\]\]\(command|<img/);
  });
});
