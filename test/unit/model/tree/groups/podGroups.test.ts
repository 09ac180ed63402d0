import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectNode } from '../../../../../src/kube/resources/nodeResource.ts';
import { projectPod, type RawPod } from '../../../../../src/kube/resources/podResource.ts';
import { emptySnapshot } from '../../../../../src/model/cluster/snapshot.ts';
import type { ClusterView } from '../../../../../src/model/tree/clusterView.ts';
import { clusterNode } from '../../../../../src/model/tree/clusterNode.ts';
import { filterOf } from '../../../../../src/model/tree/filter.ts';
import { checkResult } from '../../../../checkResult.ts';
import { drawRows, viewOf } from '../../../../drawTree.ts';

const REF = { id: 'c', name: 'prod', server: '', namespace: '', user: '', file: '' };
const ready = <T>(value: T) => ({ state: 'ready', value, at: 0 }) as const;

const pod = (
  namespace: string,
  name: string,
  owner: [kind: string, name: string] | undefined,
  more: RawPod['spec'] = { runtimeClassName: 'gvisor', nodeName: 'n1' },
  phase = 'Running',
) =>
  projectPod({
    metadata: {
      namespace,
      name,
      uid: name,
      ...(owner ? { ownerReferences: [{ kind: owner[0], name: owner[1], controller: true }] } : {}),
    },
    spec: more,
    status: { phase },
  });
const PODS = [
  pod('pay', 'worker-1', ['ReplicaSet', 'worker-5c9d7c9f6b']),
  pod('pay', 'worker-2', ['ReplicaSet', 'worker-5c9d7c9f6b']),
  pod('web', 'worker-3', ['ReplicaSet', 'worker-5c9d7c9f6b']),
  pod('web', 'alone', undefined, { runtimeClassName: 'gvisor' }, 'Pending'),
  pod('web', 'plain', ['StatefulSet', 'plain'], { nodeName: 'n2' }),
  pod('sys', 'agent', ['DaemonSet', 'agent'], { nodeName: 'n2' }),
];
const THUMBS = {
  kind: 'Deployment',
  namespace: 'web',
  name: 'thumbs',
  uid: 'u',
  runtimeClass: 'v2',
  wanted: 2,
  made: 0,
  stalled: false,
} as const;
const SNAPSHOT = {
  ...emptySnapshot(REF),
  nodes: ready([
    projectNode({ metadata: { name: 'n1', labels: { agentpool: 'gv' } } }),
    projectNode({ metadata: { name: 'n2', labels: { agentpool: 'system' } } }),
  ]),
  runtimeClasses: ready([]),
  pods: ready(PODS),
  workloads: ready([THUMBS]),
};
const RESULTS = new Map([
  ['worker-1', checkResult({ name: 'worker-1', verdict: 'host-kernel' })],
  ['worker-2', checkResult({ name: 'worker-2' })],
]);

/** The rows below the group of pods. */
function rows(more: Partial<ClusterView>): readonly string[] {
  const group = clusterNode(viewOf(SNAPSHOT, { results: RESULTS, ...more }))
    .children?.()
    .at(-1);
  assert.ok(group);
  return drawRows(group);
}
const BROKEN = "✗ gVisor: runs on the node's kernel";
const NONE = '0 of 2 pods: RuntimeClass v2 not found';

describe('The groups of pods', () => {
  it('are workloads, each with its namespace; one without a pod is its own row', () => {
    assert.deepEqual(rows({ groupBy: 'workload' }), [
      'Sandboxed pods [1 ✗ · 1 ⚠ · 4]',
      '  worker [1 ✗ · pay · 2 pods]',
      `    worker-1 [${BROKEN}]`,
      '    worker-2 [gVisor ✓ 4.19.0-gvisor]',
      `  thumbs [${NONE} · web]`,
      '  alone [gVisor · Pending · web]',
      '  worker [web · 1 pod]',
      '    worker-3 [gVisor · Running]',
    ]);
  });

  it('are node pools, with the namespace of each pod', () => {
    assert.deepEqual(rows({ groupBy: 'pool' }), [
      'Sandboxed pods [1 ✗ · 1 ⚠ · 4]',
      '  gv [1 ✗ · 3 pods]',
      `    worker-1 [${BROKEN} · pay]`,
      '    worker-2 [gVisor ✓ 4.19.0-gvisor · pay]',
      '    worker-3 [gVisor · Running · web]',
      '  On no node [1 ⚠ · 1 pod]',
      `    thumbs [${NONE} · web]`,
      '    alone [gVisor · Pending · web]',
    ]);
  });

  it('are verdicts, the gravest first', () => {
    const labels = rows({ groupBy: 'verdict' }).filter((row) => /^ {2}\S/.test(row));
    assert.deepEqual(labels, [
      '  Contradicted [1 ✗ · 1 pod]',
      '  Without pods [1 workload]',
      '  Pending [1 pod]',
      '  Not checked [1 pod]',
      '  Proven [1 pod]',
    ]);
  });

  it('have also the pods that claim no sandbox, where all are shown', () => {
    assert.deepEqual(rows({ allPods: true }), [
      'Pods [1 ✗ · 1 ⚠ · 4 of 6]',
      '  pay [1 ✗ · 2 of 2 pods]',
      `    worker-1 [${BROKEN}]`,
      '    worker-2 [gVisor ✓ 4.19.0-gvisor]',
      '  web [1 ⚠ · 2 of 3 pods]',
      `    thumbs [${NONE}]`,
      '    alone [gVisor · Pending]',
      '    plain [no sandbox · Running]',
      '    worker-3 [gVisor · Running]',
      '  sys [0 of 1 pod]',
      '    agent [no sandbox · Running]',
    ]);
  });

  const filtered = (typed: string, more: Partial<ClusterView> = {}) =>
    rows({ filter: filterOf(typed), filtered: true, ...more })
      .filter((row) => /^ {4}\S/.test(row))
      .map((row) => row.trim().split(' ')[0]);
  for (const [typed, names] of [
    ['contradicted', ['worker-1']],
    ['not checked', ['worker-3']],
    ['pending', ['alone']],
    ['proven pay', ['worker-2']],
    ['without pods', ['thumbs']],
    ['no-such-word', []],
  ] as const) {
    it(`are filtered by "${typed}"`, () => assert.deepEqual(filtered(typed), names));
  }
  it('are filtered by what claims nothing', () =>
    assert.deepEqual(filtered('no claim', { allPods: true }), ['agent', 'plain']));

  it('are told to a screen reader with what they have in common', () => {
    const spoken = (more: Partial<ClusterView>) => {
      const group = clusterNode(viewOf(SNAPSHOT, { results: RESULTS, ...more }))
        .children?.()
        .at(-1);
      const [first] = group?.children?.() ?? [];
      return [group?.accessibleLabel, first?.accessibleLabel];
    };
    const broken = '1 contradicted by the kernel';
    assert.deepEqual(spoken({ groupBy: 'workload' }), [
      `Sandboxed pods, 4, ${broken}, 1 workload without all pods`,
      `Deployment worker in pay, 2 pods, ${broken}`,
    ]);
    assert.deepEqual(spoken({ groupBy: 'pool', allPods: true }), [
      `Pods, 4 of 6 claim a sandbox, ${broken}, 1 workload without all pods`,
      `Node pool gv, 3 pods, ${broken}`,
    ]);
  });
});
