import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckReport } from '../../../../../src/proof/report/checkReport.ts';
import { readReport } from '../../../../../src/proof/report/merge/readReport.ts';
import { reportJson } from '../../../../../src/proof/report/reportJson.ts';
import { checkResult } from '../../../../checkResult.ts';

const WHOLE: CheckReport = {
  cluster: 'prod',
  checkedAt: '2026-11-27T00:00:00.000Z',
  scope: 'the whole cluster',
  required: 'gvisor',
  cancelledOf: 4,
  shard: { index: 1, count: 2 },
  limits: ['Classes may not be read'],
  unchecked: [{ object: 'Pod a/b', why: 'It is not there' }],
  pods: [
    checkResult({
      name: 'app',
      readBy: 'image',
      readThrough: 'kubectl',
      owner: { kind: 'ReplicaSet', name: 'web-1' },
      sandbox: { name: 'app-1', runtimeClass: '', promise: 'none', isLess: false },
      evidence: [{ source: 'boot-id', container: 'app', text: 'x' }],
    }),
    checkResult({ name: 'dark', handler: undefined, kernel: undefined, node: undefined }),
  ],
};

describe('readReport', () => {
  it('reads what was written', () => {
    assert.deepEqual(readReport(reportJson(WHOLE), 'a.json'), WHOLE);
  });

  const TEXTS: readonly (readonly [text: string, message: RegExp])[] = [
    ['', /^a\.json is no report of aks-sandbox verify: it is not complete JSON\. Write reports/],
    ['[]', /what it holds is no object/],
    ['{"version":2}', /its version is 2, not 1/],
    ['{"version":1}', /its cluster is no text/],
  ];
  for (const [text, message] of TEXTS) {
    it(`refuses ${text === '' ? 'nothing' : text}`, () =>
      assert.throws(() => readReport(text, 'a.json'), { name: 'UserError', message }));
  }

  const FIELDS: readonly (readonly [change: object, message: RegExp])[] = [
    [{ cluster: 5 }, /its cluster is no text/],
    [{ checkedAt: 'today' }, /its time is not as it is written/],
    [{ scope: {} }, /its scope is no text/],
    [{ required: 'vm' }, /what it requires is not known/],
    [{ cancelledOf: '4' }, /its cancelledOf is no whole number/],
    [{ cancelledOf: -1 }, /its cancelledOf is no whole number/],
    [{ shard: 1 }, /its shard is no object/],
    [{ shard: { index: 1, count: 1e9 } }, /not one of 1\/N to N\/N, of 9999 at most/],
    [{ shard: { index: 3, count: 2 } }, /not one of 1\/N to N\/N/],
    [{ shard: { index: 0.5, count: 2 } }, /its shard is no whole number/],
    [{ limits: undefined }, /its list of limits is no list/],
    [{ limits: [5] }, /one of its limits is no text/],
    [{ notChecked: undefined }, /what was not checked is no list/],
    [{ notChecked: [null] }, /what was not checked is no object/],
    [{ notChecked: [{ object: 'a' }] }, /what was not checked is no text/],
    [{ pods: {} }, /its list of pods is no list/],
    [{ pods: [null] }, /its pod 1 cannot be read: it is no object/],
  ];
  const PODS: readonly (readonly [change: object, message: RegExp])[] = [
    [{ uid: undefined }, /its pod 1 cannot be read: uid is no text/],
    [{ verdict: 'fine' }, /verdict is not known/],
    [{ claim: 'toString' }, /claim is not known/],
    [{ readBy: 'me' }, /readBy is not known/],
    [{ readThrough: true }, /readThrough is not known/],
    [{ handler: 5 }, /handler is no text/],
    [{ owner: 5 }, /owner is no object/],
    [{ owner: { kind: 'Job' } }, /owner is no text/],
    [{ sandbox: { name: 's', promise: 'gvisor' } }, /sandbox is neither true nor false/],
    [{ evidence: undefined }, /evidence is no list/],
    [{ evidence: [null] }, /evidence is no object/],
    [{ evidence: [{ source: 'x', text: 'a' }] }, /evidence is not known/],
    [{ evidence: [{ source: 'uname', text: 5 }] }, /evidence is no text/],
  ];
  const written = JSON.parse(reportJson(WHOLE)) as { pods: object[] };
  const refused = (report: object, message: RegExp) =>
    assert.throws(() => readReport(JSON.stringify(report), 'a.json'), {
      name: 'UserError',
      message,
    });
  for (const [change, message] of FIELDS) {
    it(`refuses ${JSON.stringify(change)}`, () => refused({ ...written, ...change }, message));
  }
  for (const [change, message] of PODS) {
    it(`refuses a pod with ${JSON.stringify(change)}`, () =>
      refused({ ...written, pods: [{ ...written.pods[0], ...change }] }, message));
  }
});
