import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DrainedPod } from '../../../../../src/kube/resources/drainedPods.ts';
import type { Verdict } from '../../../../../src/model/isolation/checkResult.ts';
import type { Isolation } from '../../../../../src/model/isolation/isolation.ts';
import type { KubeNode } from '../../../../../src/model/node/node.ts';
import type { StrandedPods } from '../../../../../src/model/runtimeClass/strandedPods.ts';
import type { PoolDrain } from '../../../../../src/provision/drainPool.ts';
import {
  drainPage,
  drainText,
  lossesOf,
} from '../../../../../src/ui/commands/azure/replace/drainPage.ts';
import { newPoolProof } from '../../../../../src/ui/commands/azure/replace/newPoolProof.ts';

const OWNER = { kind: 'ReplicaSet', name: 'api' };
const pod = (name: string, more: Partial<DrainedPod> = {}): DrainedPod => ({
  namespace: 'web',
  name,
  uid: name,
  phase: 'Running',
  owner: OWNER,
  hasEmptyDir: false,
  ...more,
});
const { owner: _, ...ALONE } = pod('alone');
const node = (name: string, unschedulable = false) => ({ name, unschedulable }) as KubeNode;
const page = (
  drain: Partial<PoolDrain>,
  newNodes = [{ ready: true, unschedulable: false }],
  stranded: readonly StrandedPods[] = [],
  isProved = true,
) =>
  drainPage({
    cluster: 'legacy',
    old: 'old',
    newPool: 'kata2',
    drain: { nodes: [node('n1')], pods: [], ...drain },
    newNodes,
    stranded,
    isProved,
  });

describe('lossesOf', () => {
  for (const [what, one, lost] of [
    ['only moves', pod('a'), ''],
    ['is alone', ALONE, 'the pod itself: nobody makes it anew'],
    ['has an emptyDir', pod('a', { hasEmptyDir: true }), 'what is in its emptyDir volumes'],
    [
      'is both',
      { ...ALONE, hasEmptyDir: true },
      'the pod itself: nobody makes it anew; what is in its emptyDir volumes',
    ],
  ] as const) {
    it(`a pod that ${what}`, () => assert.equal(lossesOf(one), lost));
  }
});

describe('newPoolProof', () => {
  const nodes = [{ name: 'a' }, { name: 'b' }];
  const check = (verdict: Verdict, on = 'a', claim: Isolation = 'kata') =>
    ({ name: verdict, node: on, claim, verdict }) as const;
  for (const [what, results, isProved, broken] of [
    ['nothing was checked', [], false, undefined],
    ['one runs in a virtual machine', [check('vm')], true, undefined],
    [
      "one runs on the node's kernel",
      [check('vm', 'b'), check('host-kernel')],
      true,
      'host-kernel',
    ],
    ['one runs in gVisor', [check('gvisor')], false, 'gvisor'],
    ['nothing could be read', [check('indeterminate')], false, undefined],
    ['it was elsewhere', [check('host-kernel', 'c'), check('vm', 'c')], false, undefined],
    [
      'it was no pod of Kata',
      [check('vm', 'a', 'gvisor'), check('host-kernel', 'a', 'none')],
      false,
      undefined,
    ],
  ] as const) {
    it(what, () => {
      const proof = newPoolProof(results, nodes);
      assert.deepEqual([proof.isProved, proof.contradiction?.verdict], [isProved, broken]);
    });
  }
});

describe('drainPage', () => {
  it('warns where no kernel check proved the new pool', () => {
    assert.match(page({}, [], [], false), /⚠ No kernel check has proved kata2 since this window/);
    assert.doesNotMatch(page({}), /No kernel check/);
  });

  it('names what is lost, what moves, and each request', () => {
    const text = page({
      nodes: [node('n1'), node('n2', true)],
      pods: [pod('api-1'), pod('cache', { hasEmptyDir: true }), ALONE],
    });
    const [, lost = ''] = /## What is lost([^]*)## What moves/.exec(text) ?? [];
    assert.match(lost, /^- web\/cache: what is in its emptyDir volumes$/m);
    assert.match(lost, /^- web\/alone: the pod itself/m);
    assert.ok(text.includes('1 pod moves:\n\n- web/api-1'));
    assert.ok(text.includes('PATCH /api/v1/nodes/n1 {"spec":{"unschedulable":true}}'));
    assert.ok(!text.includes('nodes/n2'));
    assert.equal(text.match(/^POST .*\/eviction$/gm)?.length, 3);
  });

  it('says when no node of the new pool takes pods', () => {
    const none = [{ ready: true, unschedulable: true }];
    assert.match(page({}, none), /No node of kata2 is ready to take pods/);
    assert.match(page({}), /kata2 has 1 node ready to take pods\.[\s\S]*No pod of a workload runs/);
  });

  it('says which RuntimeClass would find no node', () => {
    const stranded = [{ runtimeClass: 'kata-mshv-vm-isolation', pods: 1 }];
    assert.match(
      page({}, [], stranded),
      /No node outside old can run the RuntimeClass kata-mshv-vm-isolation now\*\*, which 1 pod names: made anew, it waits\./,
    );
    assert.doesNotMatch(page({}), /RuntimeClass/);
  });

  it('shows what others named as text', () => {
    const text = page({ pods: [pod('a](command:x)')] });
    assert.match(text, /^- web\/a\\\]/m);
  });
});

describe('drainText', () => {
  for (const [progress, text] of [
    [{ left: 2, held: [] }, '2 pods left'],
    [
      { left: 1, held: [{ pod: pod('a'), by: 'the budget b' }] },
      '1 pod left; web/a may not go yet: the budget b',
    ],
    [
      {
        left: 3,
        held: [
          { pod: pod('a'), by: 'the budget b' },
          { pod: pod('c'), by: 'the budget b' },
        ],
      },
      '3 pods left; web/a, and 1 more pod may not go yet: the budget b',
    ],
  ] as const) {
    it(text, () => assert.equal(drainText(progress), text));
  }
});
