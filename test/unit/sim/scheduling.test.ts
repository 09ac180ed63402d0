import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KubeNode, Taint } from '../../sim/kube/node.ts';
import type { Pod } from '../../sim/kube/pod.ts';
import { isTolerated, placePod } from '../../sim/pods/scheduling.ts';

function node(name: string, labels: Record<string, string> = {}, spec: object = {}): KubeNode {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec,
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  } as unknown as KubeNode;
}

function pod(spec: Partial<Pod['spec']> = {}): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { containers: [], ...spec },
    status: { phase: 'Pending' },
  };
}

const TAINT: Taint = { key: 'sandbox', value: 'gvisor', effect: 'NoSchedule' };

describe('the scheduler', () => {
  it('takes the fitting node with the fewest pods', () => {
    const nodes = [node('a', { x: '1' }), node('b', { x: '1' }), node('c')];
    const counts: Record<string, number> = { a: 5, b: 2, c: 0 };
    const placed = placePod(pod({ nodeSelector: { x: '1' } }), nodes, (name) => counts[name] ?? 0);
    assert.deepEqual(placed, { node: 'b' });
  });

  it('counts the reasons when none fits', () => {
    const nodes = [
      node('a'),
      node('b', {}, { taints: [TAINT] }),
      node('c', {}, { unschedulable: true }),
      node('d'),
    ];
    const placed = placePod(pod({ nodeSelector: { x: '1' } }), nodes, () => 0);
    assert.deepEqual(placed, {
      unschedulable:
        "0/4 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable, 2 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.",
    });
  });

  it('does not use a node that is not ready', () => {
    const down = node('a');
    down.status.conditions = [{ type: 'Ready', status: 'Unknown' }];
    assert.ok('unschedulable' in placePod(pod(), [down], () => 0));
  });

  it('says so when there are no nodes', () => {
    assert.deepEqual(
      placePod(pod(), [], () => 0),
      {
        unschedulable: 'no nodes available to schedule pods',
      },
    );
  });

  for (const [title, toleration, expected] of [
    ['the same key and value', { key: 'sandbox', operator: 'Equal', value: 'gvisor' }, true],
    ['another value', { key: 'sandbox', operator: 'Equal', value: 'kata' }, false],
    ['only the key', { key: 'sandbox', operator: 'Exists' }, true],
    ['another effect', { key: 'sandbox', operator: 'Exists', effect: 'NoExecute' }, false],
    ['everything', { operator: 'Exists' }, true],
    ['nothing', {}, false],
  ] as const) {
    it(`a toleration of ${title} ${expected ? 'tolerates' : 'does not tolerate'}`, () => {
      assert.equal(isTolerated(TAINT, [toleration]), expected);
    });
  }
});
