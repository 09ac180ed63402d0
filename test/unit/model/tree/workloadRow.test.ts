import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectPod } from '../../../../src/kube/resources/podResource.ts';
import { emptySnapshot } from '../../../../src/model/cluster/snapshot.ts';
import { clusterNode } from '../../../../src/model/tree/clusterNode.ts';
import { viewOf } from '../../../drawTree.ts';

const REF = { id: 'c', name: 'prod', server: '', namespace: '', user: '', file: '' };
const WORKLOAD = {
  kind: 'Deployment',
  namespace: 'web',
  name: 'thumbs',
  runtimeClass: 'v2',
  wanted: 2,
  made: 0,
  stalled: false,
} as const;
const POD = projectPod({
  metadata: { namespace: 'pay', name: 'a', uid: 'a' },
  spec: { runtimeClassName: 'gvisor' },
});
const ready = <T>(value: T) => ({ state: 'ready', value, at: 0 }) as const;
const SNAPSHOT = {
  ...emptySnapshot(REF),
  runtimeClasses: ready([]),
  pods: ready([POD]),
  workloads: ready([WORKLOAD]),
};

describe('The row of a workload', () => {
  it('shows a workload without its pods where its pods would be, and counts it above', () => {
    const root = clusterNode(viewOf(SNAPSHOT));
    assert.equal(root.description, '1 ⚠');
    const group = root.children?.().at(-1);
    assert.equal(group?.accessibleLabel, 'Sandboxed pods, 1, 1 workload without all pods');
    const [web, pay] = group?.children?.() ?? [];
    assert.equal(web?.description, '1 ⚠ · 0 of 0 pods');
    assert.equal(
      web?.accessibleLabel,
      'Namespace web, 0 of 0 pods claim a sandbox, 1 workload without all pods',
    );
    assert.equal(pay?.description, '1 of 1 pod');
    const [row] = web?.children?.() ?? [];
    assert.equal(row?.label, 'thumbs');
    const said = '0 of 2 pods: RuntimeClass v2 not found';
    assert.equal(row?.description, said);
    assert.equal(row?.accessibleLabel, `Deployment thumbs, ${said}`);
    const { label, ...target } = { label: row?.label, ...row?.target };
    assert.deepEqual(target, {
      kind: 'workload',
      cluster: REF.id,
      namespace: 'web',
      name: label,
      workloadKind: 'Deployment',
    });
  });
});
