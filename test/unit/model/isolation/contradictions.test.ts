import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkResult } from '../../../checkResult.ts';
import type { Verdict } from '../../../../src/model/isolation/checkResult.ts';
import {
  contradictionsOf,
  isContradiction,
} from '../../../../src/model/isolation/contradictions.ts';

describe('isContradiction', () => {
  const VERDICTS: readonly Verdict[] = [
    'gvisor',
    'vm',
    'host-kernel',
    'indeterminate',
    'not-applicable',
  ];
  const BROKEN = {
    gvisor: ['vm', 'host-kernel'],
    kata: ['gvisor', 'host-kernel'],
    none: [],
    unknown: [],
  };
  for (const [claim, broken] of Object.entries(BROKEN)) {
    it(`a claim of ${claim}`, () => {
      const found = VERDICTS.filter((verdict) =>
        isContradiction({ claim: claim as keyof typeof BROKEN, verdict }),
      );
      assert.deepEqual(found.toSorted(), [...broken].toSorted());
    });
  }
});

describe('contradictionsOf', () => {
  const broken = checkResult({ uid: 'a', claim: 'gvisor', verdict: 'host-kernel' });
  const proven = checkResult({ uid: 'b', claim: 'gvisor', verdict: 'gvisor' });
  const gone = checkResult({ uid: 'c', claim: 'kata', verdict: 'host-kernel' });
  const results = [broken, proven, gone];

  it('takes all while the pods are not known', () => {
    assert.deepEqual(contradictionsOf(results), [broken, gone]);
  });

  it('leaves out pods that are gone', () => {
    assert.deepEqual(contradictionsOf(results, [{ uid: 'a' }, { uid: 'b' }]), [broken]);
  });
});
