import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Verdict } from '../../../../src/model/isolation/checkResult.ts';
import { type PodScope, scopeText } from '../../../../src/proof/selection/podScope.ts';
import {
  type CheckReport,
  openReasons,
  withCheckedAgain,
} from '../../../../src/proof/report/checkReport.ts';
import { reportJson } from '../../../../src/proof/report/reportJson.ts';
import { reportMarkdown } from '../../../../src/proof/report/reportMarkdown.ts';
import { readReport } from '../../../../src/proof/report/merge/readReport.ts';
import { reportTable } from '../../../../src/proof/report/reportTable.ts';
import { checkResult } from '../../../checkResult.ts';

const result = (name: string, verdict: Verdict): CheckResult => checkResult({ name, verdict });
const report = (pods: readonly CheckResult[], more: Partial<CheckReport> = {}): CheckReport => ({
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
    assert.equal((JSON.parse(reportJson(cancelled)) as CheckReport).cancelledOf, 40);
    assert.doesNotMatch(reportMarkdown(report(pods)), /complete/);
    assert.doesNotMatch(reportJson(report(pods)), /cancelledOf/);
  });

  it('names Sandboxes where there are some, and what asks for less than they promise', () => {
    const sandbox = { name: 's', runtimeClass: 'gvisor', promise: 'gvisor', isLess: true } as const;
    const pods = [
      checkResult({ name: 'a' }),
      checkResult({ name: 'p', runtimeClass: undefined, claim: 'none', sandbox }),
    ];
    const markdown = reportMarkdown(report(pods));
    assert.match(markdown, /^\| Sandbox +\| Pod/m);
    assert.match(
      markdown,
      /## Less than promised\n\n- pay\/p has the RuntimeClass none, the template/,
    );
    assert.match(markdown, /1 asks for less than the template of its Sandbox promises\./);
    const wide = reportTable(report(pods), { isWide: true }).split('\n');
    assert.match(wide[0] ?? '', /^NAMESPACE +SANDBOX +POD/);
    assert.match(wide[1] ?? '', /^pay +s +p .* \(less than promised\)/);
    assert.doesNotMatch(reportTable(report(pods)), /SANDBOX/);
    assert.doesNotMatch(reportTable(report([checkResult()]), { isWide: true }), /SANDBOX/);
    const again = readReport(reportJson(report(pods)), 'report');
    assert.deepEqual(again.pods.find(({ name }) => name === 'p')?.sandbox, sandbox);
  });

  it('says which pods were checked', () => {
    const TABLE: readonly (readonly [PodScope, string])[] = [
      [{ kind: 'cluster' }, 'the whole cluster'],
      [{ kind: 'namespace', namespace: 'pay' }, 'the namespace pay'],
      [{ kind: 'pods', pods: [{ namespace: 'pay', name: 'a' }] }, '1 pod'],
      [
        { kind: 'workload', namespace: 'pay', workload: { kind: 'Deployment', name: 'd' } },
        'the pods of Deployment pay/d',
      ],
      [{ kind: 'runtimeClass', runtimeClass: 'gvisor' }, 'the pods of RuntimeClass gvisor'],
      [{ kind: 'nodes', nodes: ['n1'], about: 'the node n1' }, 'the pods on the node n1'],
      [
        { kind: 'several', scopes: [{ kind: 'namespace', namespace: 'a' }, { kind: 'cluster' }] },
        'the namespace a, the whole cluster',
      ],
    ];
    for (const [scope, text] of TABLE) {
      assert.equal(scopeText(scope), text);
      const shown = reportMarkdown(report([], { scope: text }));
      assert.ok(shown.includes(`at 00:28 UTC: ${text}. 0 pods.`), shown);
    }
  });

  it('counts the reasons for what is indeterminate, the commonest first', () => {
    const denied = (name: string, namespace: string) => ({
      ...result(name, 'indeterminate'),
      namespace,
      reason: `You may not run commands in pods of ${namespace} in prod (needs create on pods/exec)`,
    });
    const pods = [
      result('a', 'indeterminate'),
      denied('b', 'pay'),
      denied('c', 'web'),
      result('d', 'gvisor'),
    ];
    assert.deepEqual(openReasons(report(pods, { cluster: 'prod' })), [
      { reason: 'You may not run commands in pods (needs create on pods/exec)', pods: 2 },
      { reason: 'because', pods: 1 },
    ]);
    assert.deepEqual(openReasons(report([result('d', 'gvisor')])), []);
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
