import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectPod } from '../../../../src/kube/resources/podResource.ts';
import { byWorkload, coverageOf } from '../../../../src/model/pod/coverage.ts';
import type { SandboxPod } from '../../../../src/model/pod/pod.ts';
import { sandboxTally, tallyText } from '../../../../src/model/pod/sandboxTally.ts';
import { workloadOf } from '../../../../src/model/pod/workloadOf.ts';
import { coverageCsv } from '../../../../src/ui/documents/coverageCsv.ts';
import { coverageMarkdown } from '../../../../src/ui/documents/coverageMarkdown.ts';
import { checkResult } from '../../../checkResult.ts';

const pod = (namespace: string, name: string, more: Partial<SandboxPod> = {}): SandboxPod => ({
  ...projectPod({ metadata: { namespace, name, uid: name } }),
  phase: 'Running',
  ...more,
});
const owner = { kind: 'ReplicaSet', name: 'web-6d5f8b9c7' };
const handlers = new Map([['sandbox', 'runsc']]);
const PODS = [
  pod('kube-system', 'dns'),
  pod('pay', 'web-1', { owner, runtimeClass: 'sandbox', node: 'n1' }),
  pod('pay', 'web-2', { owner, runtimeClass: 'sandbox' }),
  pod('pay', 'old', { runtimeClass: 'sandbox', phase: 'Succeeded' }),
  pod('pay', 'plain'),
  pod('pay', 'odd', { runtimeClass: 'fast' }),
];
const RESULTS = new Map([
  ['web-1', checkResult({ name: 'web-1', verdict: 'host-kernel' })],
  ['plain', checkResult({ name: 'plain', claim: 'none', verdict: 'host-kernel' })],
]);
const COVERAGE = coverageOf(PODS, handlers, RESULTS);

describe('coverage', () => {
  it('has the namespaces of the cluster itself last, and what has ended apart', () => {
    const seen = COVERAGE.map(({ namespace, isSystem, sandboxed, others, ended }) => [
      namespace,
      isSystem,
      sandboxed.length,
      others.length,
      ended.length,
    ]);
    assert.deepEqual(seen, [
      ['pay', false, 2, 2, 1],
      ['kube-system', true, 0, 1, 0],
    ]);
  });

  it('goes by workload', () => {
    const [first] = byWorkload(COVERAGE[0]?.sandboxed ?? []);
    assert.deepEqual([first?.kind, first?.name, first?.pods.length], ['Deployment', 'web', 2]);
  });

  it('is Markdown with shares, what was counted, and verdicts', () => {
    const text = coverageMarkdown({ name: 'prod' }, undefined, COVERAGE);
    for (const part of [
      /^# Sandbox coverage: prod\n\n\*\*2 of 5 pods \(40%\) claim a sandbox\*\*/,
      /Counted: 3 sandboxed pods \(1 has ended\), 1 with a RuntimeClass that is not known, 2 without a RuntimeClass\./,
      /^- Namespaces of users: 2 of 4 pods \(50%\) claim a sandbox$/m,
      /^- Namespaces of the cluster itself: 0 of 1 pod \(0%\) claim a sandbox$/m,
      /^\| `pay` +\| 2 +\| 2 +\| 50% +\|$/m,
      /^\| Deployment web \| 2: `web-1`, `web-2` \| `sandbox` +\| gVisor +\| 1 ✗ the node's kernel, 1 not checked \|$/m,
      /^\| Pod plain +\| 1: `plain` +\| none +\| no sandbox +\| the node's kernel +\|$/m,
      /^# Namespaces of the cluster itself\n\n## kube-system$/m,
    ]) {
      assert.match(text.replaceAll('\\-', '-'), part);
    }
  });

  it('says that the server does not prove who it is', () => {
    const text = coverageMarkdown({ name: 'prod', unverified: 'http' }, undefined, COVERAGE);
    assert.match(text, /^prod is reached by http, .* proves nothing\.$/m);
  });

  it('has no summary of one namespace', () => {
    const text = coverageMarkdown({ name: 'prod' }, 'pay', COVERAGE.slice(0, 1));
    assert.match(text, /^# Sandbox coverage: prod, pay\n/);
    assert.doesNotMatch(text, /\| Namespace|of users/);
  });

  it('rounds neither to all nor to none', () => {
    const many = Array.from({ length: 999 }, (_, at) => pod('a', `p${at}`));
    const one = pod('a', 'x', { runtimeClass: 'sandbox' });
    const shares = [many, [...many, one]].map(
      (pods) =>
        /\((\d+%)\)/.exec(coverageMarkdown({ name: 'c' }, 'a', coverageOf(pods, handlers)))?.[1],
    );
    assert.deepEqual(shares, ['0%', '1%']);
  });

  it('is CSV with a row for each pod', () => {
    const [headings, ...rows] = coverageCsv('=evil,"c"', COVERAGE).trimEnd().split('\r\n');
    assert.equal(rows.length, PODS.length);
    assert.match(headings ?? '', /^cluster,namespace,system namespace,workload kind,workload,pod,/);
    assert.ok(
      rows.includes(
        `"'=evil,""c""",pay,no,Deployment,web,web-1,Running,sandbox,gVisor,yes,✗ the node's kernel,n1`,
      ),
      rows.join('\n'),
    );
  });
});

describe('sandboxTally', () => {
  const TABLE = [
    ['0 sandboxed pods', []],
    ['1 sandboxed pod', [{ claim: 'kata', runtimeClass: 'k' }]],
    ['1 sandboxed pod (1 has ended)', [{ claim: 'kata', runtimeClass: 'k', phase: 'Failed' }]],
    [
      '0 sandboxed pods, 1 with a RuntimeClass that is no sandbox, 2 with a RuntimeClass that is not known, 1 without a RuntimeClass',
      [
        { claim: 'none', runtimeClass: 'fast' },
        { claim: 'unknown', runtimeClass: 'x' },
        { claim: 'unknown', runtimeClass: 'y' },
        { claim: 'none' },
      ],
    ],
  ] as const;
  for (const [text, pods] of TABLE) {
    it(text, () => assert.equal(tallyText(sandboxTally(pods)), text));
  }
});

describe('workloadOf', () => {
  const TABLE = [
    [undefined, 'Pod p'],
    ['ReplicaSet web-6d5f8b9c7', 'Deployment web'],
    ['ReplicaSet web-abc', 'ReplicaSet web-abc'],
    ['ReplicaSet web', 'ReplicaSet web'],
    ['Job sweep-29384756', 'CronJob sweep'],
    ['Job sweep-2', 'Job sweep-2'],
    ['StatefulSet db', 'StatefulSet db'],
  ] as const;
  for (const [from, text] of TABLE) {
    it(`of what ${from ?? 'nothing'} controls is ${text}`, () => {
      const [kind = '', name = ''] = from?.split(' ') ?? [];
      const found = workloadOf({
        name: 'p',
        ...(from === undefined ? {} : { owner: { kind, name } }),
      });
      assert.equal(`${found.kind} ${found.name}`, text);
    });
  }
});
