import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../../src/model/isolation/checkResult.ts';
import { checkedAgain } from '../../../../src/proof/report/checkedAgain.ts';
import { checkResult } from '../../../checkResult.ts';

describe('checkedAgain', () => {
  const of = (verdict: CheckResult['verdict'], readBy?: CheckResult['readBy']) =>
    checkResult({ verdict, ...(readBy ? { readBy } : {}) });
  const TABLE: readonly (readonly [
    what: string,
    earlier: CheckResult | undefined,
    again: CheckResult,
    expected: readonly [CheckResult['verdict'], CheckResult['readBy']],
  ])[] = [
    ['the first', undefined, of('gvisor', 'canary'), ['gvisor', 'canary']],
    [
      'a canary after nothing was read',
      of('indeterminate'),
      of('gvisor', 'canary'),
      ['gvisor', 'canary'],
    ],
    [
      'a canary after a canary',
      of('gvisor', 'canary'),
      of('host-kernel', 'canary'),
      ['host-kernel', 'canary'],
    ],
    [
      'a canary after a contradiction',
      of('host-kernel', 'image'),
      of('gvisor', 'canary'),
      ['host-kernel', 'image'],
    ],
    [
      'a canary that contradicts what the image says',
      of('gvisor', 'image'),
      of('host-kernel', 'canary'),
      ['indeterminate', 'image'],
    ],
    [
      'a canary after what is open',
      of('indeterminate', 'image'),
      of('gvisor', 'canary'),
      ['indeterminate', 'image'],
    ],
    [
      'an ephemeral container, which is in the pod',
      of('host-kernel', 'image'),
      of('gvisor', 'ephemeral'),
      ['gvisor', 'ephemeral'],
    ],
    [
      'a reading that failed after a contradiction',
      of('host-kernel', 'image'),
      of('indeterminate'),
      ['host-kernel', 'image'],
    ],
    [
      'a reading that failed after a claim that held',
      of('gvisor', 'image'),
      of('indeterminate'),
      ['indeterminate', undefined],
    ],
  ];
  for (const [what, earlier, again, expected] of TABLE) {
    it(what, () => {
      const { verdict, readBy } = checkedAgain(earlier, again);
      assert.deepEqual([verdict, readBy], expected);
    });
  }

  it('has the evidence of both where a canary stands beside what was read', () => {
    const evidence = (text: string) => [{ source: 'uname', container: text, text }] as const;
    const earlier = { ...of('host-kernel', 'image'), evidence: evidence('own') };
    const again = { ...of('gvisor', 'canary'), evidence: evidence('check') };
    const texts = checkedAgain(earlier, again).evidence.map(({ text }) => text);
    assert.deepEqual(texts, ['own', 'check']);
  });
});
