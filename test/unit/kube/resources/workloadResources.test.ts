import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  projectWorkload,
  type RawWorkload,
} from '../../../../src/kube/resources/workloadResources.ts';
import type { WorkloadKind } from '../../../../src/model/workload/lackingWorkload.ts';

const REJECTED = 'pods "a-" is forbidden: pod rejected: RuntimeClass "gvisor-v2" not found';
const FAILED = [{ type: 'ReplicaFailure', status: 'True', message: REJECTED }];
const ENDED = [{ type: 'Complete', status: 'True' }];

/** What is kept of a workload that asks for a class: `made/wanted`, and what is told beside. */
function kept(kind: WorkloadKind, spec: RawWorkload['spec'], status: RawWorkload['status']) {
  const raw = {
    metadata: { namespace: 'n', name: 'a', uid: 'u' },
    spec: { ...spec, template: { spec: { runtimeClassName: 'gvisor-v2' } } },
    status,
  };
  const found = projectWorkload(kind, raw as RawWorkload);
  if (!found) return 'nothing';
  const { made, wanted, outdated, failure, stalled } = found;
  const notes = [outdated && `${outdated} outdated`, failure && 'failed', stalled && 'stalled'];
  return [`${made}/${wanted}`, ...notes.filter(Boolean)].join(' ');
}

describe('projectWorkload', () => {
  const cases: readonly [
    string,
    WorkloadKind,
    RawWorkload['spec'],
    RawWorkload['status'],
    expected: string,
  ][] = [
    ['all pods', 'Deployment', { replicas: 2 }, { replicas: 2, updatedReplicas: 2 }, 'nothing'],
    ['none by choice', 'Deployment', { replicas: 0 }, { replicas: 0 }, 'nothing'],
    [
      'a failure',
      'Deployment',
      { replicas: 2 },
      { replicas: 0, conditions: FAILED },
      '0/2 failed stalled',
    ],
    [
      'an update that fails',
      'Deployment',
      { replicas: 2 },
      { replicas: 2, updatedReplicas: 0, conditions: FAILED },
      '0/2 2 outdated failed stalled',
    ],
    ['an update that goes on', 'Deployment', { replicas: 2 }, { replicas: 2 }, 'nothing'],
    ['on its way', 'Deployment', { replicas: 2 }, { replicas: 1 }, '1/2'],
    ['one by default', 'Deployment', {}, {}, '0/1'],
    ['none', 'StatefulSet', { replicas: 3 }, {}, '0/3 stalled'],
    ['waits for the first', 'StatefulSet', { replicas: 3 }, { replicas: 1 }, '1/3'],
    [
      'the second is not made',
      'StatefulSet',
      { replicas: 3 },
      { replicas: 1, readyReplicas: 1 },
      '1/3 stalled',
    ],
    ['no node', 'DaemonSet', {}, { desiredNumberScheduled: 0 }, 'nothing'],
    ['none', 'DaemonSet', {}, { desiredNumberScheduled: 3 }, '0/3 stalled'],
    ['none ever', 'Job', { parallelism: 2, completions: 5 }, {}, '0/2 stalled'],
    ['the last ones', 'Job', { parallelism: 2, completions: 5 }, { succeeded: 4 }, '0/1'],
    ['between two attempts', 'Job', { completions: 1 }, { failed: 1 }, '0/1'],
    ['suspended', 'Job', { suspend: true }, {}, 'nothing'],
    ['ended', 'Job', { completions: 2 }, { succeeded: 1, conditions: ENDED }, 'nothing'],
    ['as many as are wanted', 'Job', { completions: 1 }, { active: 1 }, 'nothing'],
  ];
  for (const [name, kind, spec, status, expected] of cases) {
    it(`${kind}: ${name}`, () => assert.equal(kept(kind, spec, status), expected));
  }

  it('keeps nothing of one that asks for no class, or is being deleted', () => {
    const metadata = { name: 'a', deletionTimestamp: '2026-11-27T10:00:00Z' };
    assert.equal(projectWorkload('Deployment', { metadata: { name: 'a' } }), undefined);
    const spec = { replicas: 2, template: { spec: { runtimeClassName: 'gvisor' } } };
    assert.equal(projectWorkload('Deployment', { metadata, spec }), undefined);
  });
});
