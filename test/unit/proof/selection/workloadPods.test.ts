import { equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOf } from '../../../../src/proof/selection/workloadPods.ts';

/** A pod `name` with its owner `Kind/name`, and whether it is of a workload `Kind/name`. */
const CASES: readonly (readonly [
  pod: string,
  owner: string | undefined,
  workload: string,
  of: boolean,
])[] = [
  ['web', undefined, 'Pod/web', true],
  ['web-1', undefined, 'Pod/web', false],
  ['web', undefined, 'Deployment/web', false],
  ['web-0', 'StatefulSet/web', 'StatefulSet/web', true],
  ['web-0', 'StatefulSet/web', 'DaemonSet/web', false],
  ['web-api-0', 'StatefulSet/web-api', 'StatefulSet/web', false],
  ['box', 'Sandbox/box', 'Sandbox/box', true],
  ['web-6d5f7c8b9f-x2x4z', 'ReplicaSet/web-6d5f7c8b9f', 'Deployment/web', true],
  ['web-6d5f7c8b9f-x2x4z', 'ReplicaSet/web-6d5f7c8b9f', 'ReplicaSet/web-6d5f7c8b9f', true],
  // Another Deployment whose name begins alike.
  ['web-api-6d5f7c8b9f-x2x4z', 'ReplicaSet/web-api-6d5f7c8b9f', 'Deployment/web', false],
  // A ReplicaSet that somebody made: a hash has no vowels.
  ['web-api-x2x4z', 'ReplicaSet/web-api', 'Deployment/web', false],
  ['web-x2x4z', 'ReplicaSet/web', 'Deployment/web', false],
  ['web-x2x4z', 'ReplicaSet/web-', 'Deployment/web', false],
  ['nightly-29100000-abcde', 'Job/nightly-29100000', 'CronJob/nightly', true],
  ['nightly-29100000-abcde', 'Job/nightly-29100000', 'Job/nightly', false],
  ['nightly-report-abcde', 'Job/nightly-report', 'CronJob/nightly', false],
  ['nightly-29100000-abcde', 'Job/nightly-29100000', 'Deployment/nightly', false],
];

describe('Whether a pod is of a workload', () => {
  for (const [name, owned, workload, of] of CASES) {
    it(`${name} of ${owned ?? 'nothing'}: ${workload} ${of ? 'yes' : 'no'}`, () => {
      const owner = owned === undefined ? {} : { owner: reference(owned) };
      equal(isOf({ name, ...owner }, reference(workload)), of);
    });
  }
});

function reference(text: string): { readonly kind: string; readonly name: string } {
  const [kind = '', name = ''] = text.split('/');
  return { kind, name };
}
