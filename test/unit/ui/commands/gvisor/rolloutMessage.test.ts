import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Rollout } from '../../../../../src/gvisor/deploy/rollout.ts';
import type { CheckResult } from '../../../../../src/model/isolation/checkResult.ts';
import { projectNode } from '../../../../../src/kube/resources/nodeResource.ts';
import { removalMessage } from '../../../../../src/ui/commands/gvisor/removalMessage.ts';
import { rolloutMessage } from '../../../../../src/ui/commands/gvisor/rolloutMessage.ts';
import { checkResult } from '../../../../checkResult.ts';

const node = (name: string, reason = '') => ({
  ...projectNode({ metadata: { name } }),
  gvisor: {
    state: 'failed' as const,
    serves: false,
    step: 'copy',
    reason,
    release: 'r',
    kernel: '',
  },
});

describe('rolloutMessage of one node that is tried first', () => {
  it('says that the others are as before, and how to go on', () => {
    const ready = [node('n1')];
    const notice = rolloutMessage(
      'prod',
      'r1',
      { total: 1, ready, stopped: [], pending: [] },
      [checkResult({ name: 'n1' })],
      2,
    );
    assert.deepEqual(notice, {
      severity: 'information',
      message:
        'gVisor runs on n1 in prod, proven by a pod. 2 nodes are as before: Deploy gVisor goes on with them. Release: r1.',
    });
  });
});

describe('rolloutMessage', () => {
  const rollout = (part: Partial<Rollout>): Rollout => ({
    total: 2,
    ready: [],
    stopped: [],
    pending: [],
    ...part,
  });
  const [one, two] = [node('n1'), node('n2')];
  const broken = checkResult({ name: 'n1', verdict: 'host-kernel', reason: 'it has the kernel' });
  const TABLE: readonly (readonly [string, Rollout, readonly CheckResult[], string, RegExp])[] = [
    [
      'all nodes',
      rollout({ ready: [one, two] }),
      [checkResult()],
      'information',
      /^gVisor runs on 2 of 2 nodes in prod, proven by a pod on each\. Release: 20260928\.0\.$/,
    ],
    [
      'one that is paused',
      rollout({
        ready: [one],
        pending: [{ ...two, gvisor: { ...two.gvisor, state: 'paused' } }],
      }),
      [checkResult()],
      'information',
      /^gVisor runs on 1 of 2 nodes in prod\. The rollout is paused: 1 node stays as before until you resume it\.$/,
    ],
    [
      'no node that is still there',
      rollout({ total: 0 }),
      [],
      'warning',
      /^None of the nodes that were to get gVisor is in prod any more\. Deploy gVisor anew\.$/,
    ],
    [
      'a node that failed, with others behind it',
      rollout({ ready: [one], stopped: [node('n2', 'no space')], pending: [one, two] }),
      [broken],
      'warning',
      /^gVisor runs on 1 of 2 nodes in prod\. n2: .*no space.* 2 nodes wait for it\. Mend it/,
    ],
    [
      'a node that failed, with one behind it',
      rollout({ stopped: [two], pending: [one] }),
      [],
      'warning',
      / 1 node waits for it\. /,
    ],
    [
      'a pod that did not prove it',
      rollout({ ready: [one, two] }),
      [broken, checkResult()],
      'warning',
      /^The installer is done, but a pod did not prove gVisor on n1: it has the kernel\.$/,
    ],
    [
      'several pods that did not prove it',
      rollout({ ready: [one, two] }),
      [broken, broken, broken],
      'warning',
      / on n1 \(and 2 more\): /,
    ],
  ];
  for (const [name, end, results, severity, message] of TABLE) {
    it(`says of ${name} what came out`, () => {
      const said = rolloutMessage('prod', '20260928.0', end, results);
      assert.equal(said.severity, severity);
      assert.match(said.message, message);
    });
  }
});

describe('removalMessage', () => {
  const nodes = (number: number) =>
    Array.from({ length: number }, (_, index) => node(`n${index}`, 'busy'));
  const TABLE: readonly (readonly [number, string, RegExp])[] = [
    [0, 'information', /^gVisor is removed from all nodes of prod\.$/],
    [1, 'warning', /^gVisor stays on 1 node of prod: n0 \(busy\)\. Deploy it again/],
    [6, 'warning', /^gVisor stays on 6 nodes of prod: n0 .*; n4 \(busy\)\. Deploy it again/],
  ];
  it('says of a node that tells no reason that nobody cleaned it', () => {
    const { message } = removalMessage('prod', [node('n1')]);
    assert.match(message, /: n1 \(its installer did not run to its end\)\. Deploy it again/);
  });
  for (const [left, severity, message] of TABLE) {
    it(`says that ${left} nodes are left`, () => {
      const said = removalMessage('prod', nodes(left));
      assert.equal(said.severity, severity);
      assert.match(said.message, message);
    });
  }
});
