import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Verdict } from '../../../src/model/checkResult.ts';
import { type Report, withCheckedAgain } from '../../../src/proof/report.ts';
import { reportJson } from '../../../src/proof/reportJson.ts';
import { reportMarkdown } from '../../../src/proof/reportMarkdown.ts';

const result = (name: string, verdict: Verdict): CheckResult => ({
  namespace: 'pay',
  name,
  uid: name,
  runtimeClass: 'gvisor',
  handler: 'runsc',
  claim: 'gvisor',
  verdict,
  kernel: undefined,
  node: 'n1',
  nodeKernel: undefined,
  reason: 'because',
  evidence: [],
});
const report = (pods: readonly CheckResult[], more: Partial<Report> = {}): Report => ({
  cluster: 'prod',
  checkedAt: '2026-11-24T00:28:13.759Z',
  pods,
  ...more,
});

describe('a report', () => {
  it('of a check that was cancelled says so, whole ones do not', () => {
    const pods = [result('a', 'gvisor')];
    const cancelled = report(pods, { cancelledOf: 40 });
    assert.match(reportMarkdown(cancelled), /not complete\*\*: .* cancelled after 1 of 40 pods/);
    assert.equal((JSON.parse(reportJson(cancelled)) as Report).cancelledOf, 40);
    assert.doesNotMatch(reportMarkdown(report(pods)), /complete/);
    assert.deepEqual(Object.keys(JSON.parse(reportJson(report(pods)))), [
      'cluster',
      'checkedAt',
      'pods',
    ]);
  });

  it('keeps what was not checked again', () => {
    const earlier = report([result('a', 'gvisor'), result('b', 'indeterminate')]);
    const again = report([result('b', 'host-kernel')], {
      checkedAt: '2026-11-24T01:00:00.000Z',
      cancelledOf: 2,
    });
    const merged = withCheckedAgain(earlier, again);
    assert.deepEqual(
      merged.pods.map(({ name, verdict }) => [name, verdict]),
      [
        ['a', 'gvisor'],
        ['b', 'host-kernel'],
      ],
    );
    assert.equal(merged.checkedAt, again.checkedAt);
    assert.equal(merged.cancelledOf, undefined);
  });
});
