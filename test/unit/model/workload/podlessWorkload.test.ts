import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runtimeClassOf } from '../../../../src/model/runtimeClass/runtimeClass.ts';
import { indexPodless, podCountText } from '../../../../src/model/workload/podlessWorkload.ts';
import type { LackingWorkload } from '../../../../src/model/workload/lackingWorkload.ts';

const classOf = (name: string, handler: string) =>
  runtimeClassOf({ name, uid: name, handler, overhead: {}, nodeSelector: {}, tolerations: [] });
const CLASSES = [classOf('gvisor', 'runsc'), classOf('fast', 'runc')];
const REJECTED = 'pods "a-" is forbidden: pod rejected: RuntimeClass "gvisor" not found';
const QUOTA = 'pods "a-" is forbidden: exceeded quota: small';

const workload = (more: Partial<LackingWorkload>): LackingWorkload => ({
  kind: 'Deployment',
  namespace: 'n',
  name: 'a',
  runtimeClass: 'gvisor',
  wanted: 2,
  made: 0,
  stalled: false,
  ...more,
});

describe('indexPodless', () => {
  const cases: readonly [string, Partial<LackingWorkload>, why: string | undefined][] = [
    ['a class that does not exist', { runtimeClass: 'v2' }, 'RuntimeClass v2 not found'],
    ['pods on their way', {}, undefined],
    ['a quota', { stalled: true, failure: QUOTA }, QUOTA],
    ['what only its events tell', { stalled: true }, 'its events tell why'],
    [
      'a class that was created since',
      { stalled: true, failure: REJECTED },
      'RuntimeClass gvisor was not there: it is tried again within 17 minutes',
    ],
    ['what claims no sandbox', { runtimeClass: 'fast', stalled: true }, undefined],
  ];
  for (const [name, more, why] of cases) {
    it(name, () => {
      const { byNamespace, count } = indexPodless([workload(more)], CLASSES);
      assert.equal(byNamespace.get('n')?.[0]?.why, why);
      assert.equal(count, why === undefined ? 0 : 1);
    });
  }

  it('says of classes that may not be listed only what the controller says', () => {
    const failed = workload({ stalled: true, failure: REJECTED });
    const { byNamespace } = indexPodless([workload({ runtimeClass: 'v2' }), failed], undefined);
    assert.deepEqual(
      byNamespace.get('n')?.map(({ why }) => why),
      ['RuntimeClass gvisor not found'],
    );
  });
});

describe('podCountText', () => {
  for (const [more, text] of [
    [{}, '0 of 2 pods'],
    [{ wanted: 1 }, '0 of 1 pod'],
    [{ made: 1, wanted: 3, outdated: 2 }, '1 of 3 updated pods'],
  ] as const) {
    it(text, () => assert.equal(podCountText(workload(more)), text));
  }
});
