import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../../../src/model/isolation/checkResult.ts';
import type { ClusterRef } from '../../../../../src/model/cluster/cluster.ts';
import {
  checkedMessage,
  isUnread,
  nothingRuns,
} from '../../../../../src/ui/commands/kernelCheck/checkedMessage.ts';
import { fallbackQuestion } from '../../../../../src/ui/commands/kernelCheck/fallbackQuestion.ts';
import { samplePodsQuestion } from '../../../../../src/ui/commands/kernelCheck/samplePodsQuestion.ts';
import { workloadScope } from '../../../../../src/ui/commands/kernelCheck/workloadScope.ts';
import { checkResult } from '../../../../checkResult.ts';

const pods = (number: number) =>
  Array.from({ length: number }, (_, index) => ({ namespace: 'pay', name: `p${index}` }));

const DEFAULT = { name: 'mcr.example/busybox' };
const CHOSEN = { name: 'evil.example/\u202ebusybox', origin: 'the settings of this workspace' };
const TOLD =
  /Not the default: the image evil\.example\/\S*busybox \(from the settings of this workspace\)\. Its program/;

describe('fallbackQuestion', () => {
  it('names an image that is not the default, and who chose it', () => {
    for (const way of ['ephemeral', 'canary'] as const) {
      const { detail } = fallbackQuestion(way, 'prod', pods(1), CHOSEN);
      assert.match(detail, TOLD);
      assert.doesNotMatch(detail, /\u202e/);
      assert.match(detail, /\n\npay\/p0$/);
    }
  });
  it('asks before ephemeral containers are added', () => {
    assert.deepEqual(fallbackQuestion('ephemeral', 'prod', pods(1), DEFAULT), {
      title: 'Add an ephemeral container to 1 pod in prod?',
      detail: 'pay/p0',
    });
  });
  it('asks before canary pods are run', () => {
    assert.deepEqual(fallbackQuestion('canary', 'prod', pods(2), DEFAULT), {
      title: 'Run a canary pod beside 2 pods in prod?',
      detail: 'pay/p0\npay/p1',
    });
  });
  it('names fifteen pods at most', () => {
    assert.match(
      fallbackQuestion('canary', 'prod', pods(17), DEFAULT).detail,
      /pay\/p14\nand 2 more$/,
    );
  });
});

describe('samplePodsQuestion', () => {
  it('asks before a pod for each class is run, and one without', () => {
    const { title, detail } = samplePodsQuestion('prod', 'dev', ['gvisor', 'kata'], DEFAULT);
    assert.equal(title, 'Run 3 sample pods in prod?');
    assert.match(detail, /^One for each of gvisor, kata, and one without, in the namespace dev\. /);
  });
  it('asks where no class can run', () => {
    const { title, detail } = samplePodsQuestion('prod', 'dev', [], DEFAULT);
    assert.equal(title, 'Run 1 sample pod in prod?');
    assert.match(
      detail,
      /^One without a runtime class, as no node can run one, in the namespace dev/,
    );
  });
});

describe('samplePodsQuestion, of another image', () => {
  it('names it, and who chose it', () => {
    assert.match(samplePodsQuestion('prod', 'dev', [], CHOSEN).detail, TOLD);
  });
});

describe('checkedMessage', () => {
  const report = (...results: readonly CheckResult[]) => ({
    cluster: 'prod',
    scope: 'all',
    checkedAt: '2026-11-27T00:00:00Z',
    pods: results,
  });
  const unread = checkResult({ name: 'u', verdict: 'indeterminate', reason: 'it has no shell' });
  const TABLE: readonly (readonly [string, readonly CheckResult[], string, RegExp])[] = [
    [
      'no pod',
      [],
      'information',
      /^No pod here names a RuntimeClass: there is nothing to check\.$/,
    ],
    ['a pod that is what it claims', [checkResult()], 'information', /^Checked 1 pod: /],
    [
      'a contradiction',
      [checkResult(), checkResult({ name: 'b', verdict: 'host-kernel' })],
      'warning',
      /^Checked 2 pods: /,
    ],
    ['what could not be read', [unread], 'information', / Indeterminate: it has no shell\.$/],
    [
      'several reasons',
      ['a', 'b', 'c', 'd'].flatMap((reason) => [
        checkResult({ name: reason, verdict: 'indeterminate', reason }),
        checkResult({ name: `${reason}2`, verdict: 'indeterminate', reason }),
      ]),
      'information',
      / Indeterminate: 2 × a; 2 × b; 2 × c; 2 pods for other reasons\.$/,
    ],
    [
      'pods that the tree does not count',
      [checkResult({ phase: 'Succeeded' }), checkResult({ name: 'f', claim: 'none' })],
      'information',
      / Counted: 1 sandboxed pod \(1 has ended\), 1 with a RuntimeClass that is no sandbox\.$/,
    ],
  ];
  for (const [name, results, severity, message] of TABLE) {
    it(`says of ${name} what came out`, () => {
      const said = checkedMessage(report(...results));
      assert.equal(said.severity, severity);
      assert.match(said.message, message);
    });
  }
});

describe('nothingRuns', () => {
  const empty = { cluster: 'prod', scope: '', checkedAt: '', pods: [] };
  const workload = { kind: 'Deployment', name: 'web' };
  const scope = { kind: 'workload', namespace: 'pay', workload } as const;
  it('says so of the workload of a manifest', () => {
    assert.deepEqual(nothingRuns(empty, scope), {
      severity: 'warning',
      message:
        'No pod of this manifest (Deployment pay/web) runs in prod: there is no kernel to check.',
    });
  });
  it('says nothing where a pod runs, or of anything else', () => {
    assert.equal(nothingRuns({ ...empty, pods: [checkResult()] }, scope), undefined);
    assert.equal(nothingRuns(empty, { kind: 'cluster' }), undefined);
  });
});

describe('isUnread', () => {
  const failed = { verdict: 'indeterminate', evidence: [{ source: 'error', text: 'x' }] } as const;
  const TABLE: readonly (readonly [string, CheckResult, boolean])[] = [
    ['a running pod that exec could not enter', checkResult(failed), true],
    ['one that is on no node', checkResult({ ...failed, node: undefined }), false],
    ['one of which exec said nothing', checkResult({ ...failed, evidence: [] }), false],
    ['one that was read', checkResult(), false],
  ];
  for (const [name, result, is] of TABLE) {
    it(`is ${is} for ${name}`, () => assert.equal(isUnread(result), is));
  }
});

describe('workloadScope', () => {
  const ref = (namespace: string): ClusterRef => ({
    id: 'c',
    name: 'prod',
    server: '',
    namespace,
    user: '',
    file: '',
  });
  const TABLE: readonly (readonly [string, string, string])[] = [
    ['web', 'dev', 'web'],
    ['', 'dev', 'dev'],
    ['', '', 'default'],
  ];
  for (const [ofManifest, ofContext, namespace] of TABLE) {
    it(`looks in ${namespace} for "${ofManifest}" in a context of "${ofContext}"`, () => {
      const workload = { kind: 'Job', name: 'j', namespace: ofManifest };
      assert.deepEqual(workloadScope(ref(ofContext), { workload }), {
        cluster: 'c',
        isOfManifest: true,
        scope: { kind: 'workload', namespace, workload: { kind: 'Job', name: 'j' } },
      });
    });
  }
});
