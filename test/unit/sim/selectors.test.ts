import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldText, parseFieldSelector } from '../../sim/kube/fieldSelector.ts';
import { matchesLabels, parseLabelSelector } from '../../sim/kube/labelSelector.ts';
import { servedType } from '../../sim/kube/resourceTypes.ts';
import { StatusError } from '../../sim/kube/statusError.ts';

const LABELS = { app: 'web', tier: 'front', count: '5', empty: '' };

describe('label selectors', () => {
  for (const [selector, expected] of [
    ['', true],
    ['app=web', true],
    ['app==web,tier=front', true],
    ['app!=web', false],
    ['other!=x', true],
    ['app in (api, web)', true],
    ['app notin (api,web)', false],
    ['other notin (x)', true],
    ['app', true],
    ['!app', false],
    ['!other', true],
    ['empty=', true],
    ['empty', true],
    ['count>4', true],
    ['count<5', false],
    ['example.com/x.y_z-1!=a', true],
    [' app = web , tier in ( front ) ', true],
  ] as const) {
    it(`${JSON.stringify(selector)} is ${expected}`, () => {
      assert.equal(matchesLabels(parseLabelSelector(selector), LABELS), expected);
    });
  }

  for (const selector of ['a b', 'a in b', '=x', 'a in (b']) {
    it(`${JSON.stringify(selector)} cannot be read`, () => {
      assert.throws(
        () => parseLabelSelector(selector),
        (error: unknown) => error instanceof StatusError && error.status.code === 400,
      );
    });
  }
});

describe('field selectors', () => {
  const pods = servedType('pods');
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'b' },
    spec: { nodeName: 'n', containers: [] },
    status: { phase: 'Running' },
  };

  it('are read with equality and inequality', () => {
    assert.deepEqual(parseFieldSelector('spec.nodeName=n,status.phase!=Failed', pods), [
      { path: 'spec.nodeName', negated: false, value: 'n' },
      { path: 'status.phase', negated: true, value: 'Failed' },
    ]);
  });

  it('see an absent field as empty, and an absent flag as false', () => {
    assert.equal(fieldText(pod, 'spec.nodeName'), 'n');
    assert.equal(fieldText(pod, 'status.podIP'), '');
    assert.equal(fieldText(pod, 'spec.hostNetwork'), 'false');
  });

  it('refuse other fields in the words of the resource', () => {
    assert.throws(() => parseFieldSelector('spec.x=1', pods), /field label not supported: spec\.x/);
    assert.throws(
      () => parseFieldSelector('spec.x=1', servedType('runtimeclasses')),
      /"spec\.x" is not a known field selector: only "metadata\.name"/,
    );
  });
});
