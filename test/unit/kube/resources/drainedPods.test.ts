import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drainedPods } from '../../../../src/kube/resources/drainedPods.ts';

type Raw = Parameters<typeof drainedPods>[0][number];

const owned = (kind: string) => ({
  metadata: { name: 'p', ownerReferences: [{ kind, name: 'o', controller: true }] },
});
const CASES: readonly (readonly [string, Raw, 'leaves' | 'leaves with emptyDir' | 'stays'])[] = [
  ['of a ReplicaSet', owned('ReplicaSet'), 'leaves'],
  ['that nobody controls', { metadata: { name: 'p' } }, 'leaves'],
  ['of a DaemonSet', owned('DaemonSet'), 'stays'],
  [
    'of its node',
    { metadata: { name: 'p', annotations: { 'kubernetes.io/config.mirror': 'x' } } },
    'stays',
  ],
  ['that has ended', { ...owned('Job'), status: { phase: 'Succeeded' } }, 'stays'],
  [
    'with an emptyDir',
    { ...owned('ReplicaSet'), spec: { volumes: [{}, { emptyDir: {} }] } },
    'leaves with emptyDir',
  ],
  [
    'that goes already',
    { metadata: { name: 'p', deletionTimestamp: '2026-11-27T00:00:00Z' } },
    'leaves',
  ],
];

describe('drainedPods', () => {
  for (const [what, raw, becomes] of CASES) {
    it(`a pod ${what} ${becomes}`, () => {
      const [pod] = drainedPods([raw]);
      const is = pod ? `leaves${pod.hasEmptyDir ? ' with emptyDir' : ''}` : 'stays';
      assert.equal(is, becomes);
    });
  }
});
