import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Verdict } from '../../../../src/model/isolation/checkResult.ts';
import { besideCanary } from '../../../../src/proof/verdict/besideCanary.ts';

describe('besideCanary', () => {
  const TABLE: readonly (readonly [own: Verdict, canary: Verdict, verdict: Verdict])[] = [
    ['host-kernel', 'gvisor', 'host-kernel'],
    ['host-kernel', 'vm', 'host-kernel'],
    ['host-kernel', 'indeterminate', 'host-kernel'],
    ['host-kernel', 'host-kernel', 'host-kernel'],
    ['indeterminate', 'gvisor', 'indeterminate'],
    ['indeterminate', 'host-kernel', 'indeterminate'],
    ['gvisor', 'gvisor', 'gvisor'],
    ['gvisor', 'host-kernel', 'indeterminate'],
    ['gvisor', 'vm', 'indeterminate'],
    ['gvisor', 'indeterminate', 'gvisor'],
    ['vm', 'host-kernel', 'indeterminate'],
    ['vm', 'vm', 'vm'],
  ];
  for (const [own, canary, verdict] of TABLE) {
    it(`${own} beside a canary's ${canary} is ${verdict}, with both said`, () => {
      const one = { verdict: own, kernel: '1', reason: 'so it was' };
      const judged = besideCanary(one, { verdict: canary, kernel: '2', reason: '' });
      assert.deepEqual([judged.verdict, judged.kernel], [verdict, '1']);
      assert.match(judged.reason, /^so it was; a canary pod of its class on its node: \S/);
    });
  }

  it('says it once, however often a canary is run', () => {
    const canary = { verdict: 'gvisor', kernel: '2', reason: '' } as const;
    const once = besideCanary({ verdict: 'host-kernel', kernel: '1', reason: 'a' }, canary);
    assert.equal(besideCanary(once, canary).reason, once.reason);
  });
});
