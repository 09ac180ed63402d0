import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Outcome } from '../../../../../src/kube/write/applyObjects.ts';
import {
  appliedText,
  applyProblem,
  applyQuestion,
  countsText,
  nothingToApply,
  takeOverQuestion,
} from '../../../../../src/ui/commands/manifest/applyQuestion.ts';

const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } };
const problem = { kind: 'conflict', what: 'It failed', next: '', retryable: true } as const;
const applied = (change: 'created' | 'configured' | 'unchanged'): Outcome => ({
  state: 'applied',
  manifest,
  change,
  after: {},
});
const skipped: Outcome = { state: 'skipped', manifest, reason: '' };
const failed: Outcome = { state: 'failed', manifest, problem, error: undefined };
const conflict = (...fields: readonly string[]): Extract<Outcome, { state: 'conflict' }> => ({
  state: 'conflict',
  manifest,
  problem,
  conflicts: fields.map((field) => ({ field, manager: field === '.b' ? '' : 'argo' })),
});

describe('countsText', () => {
  const TABLE: readonly (readonly [string, readonly Outcome[]])[] = [
    ['1 object created', [applied('created')]],
    [
      '2 objects created, 1 as before',
      [applied('created'), applied('unchanged'), applied('created')],
    ],
    ['1 object in conflict, 1 not tried', [conflict('.a'), skipped]],
  ];
  for (const [text, outcomes] of TABLE) {
    it(text, () => assert.equal(countsText(outcomes), text));
  }
});

describe('takeOverQuestion', () => {
  it('is not asked where nobody else owns a field', () => {
    assert.equal(takeOverQuestion('prod', []), undefined);
  });
  it('names the field and its manager', () => {
    assert.deepEqual(takeOverQuestion('prod', [conflict('.a')]), {
      title: 'Other field managers own a field of what would be applied to prod. Take it over?',
      detail: 'ConfigMap c .a: argo',
    });
  });
  it('counts several fields', () => {
    const asked = takeOverQuestion('prod', [conflict('.a', '.b')]);
    assert.match(asked?.title ?? '', /own 2 fields of/);
    assert.equal(asked?.detail, 'ConfigMap c .a: argo\nConfigMap c .b: another manager');
  });
});

describe('applyProblem', () => {
  const TABLE: readonly (readonly [string | undefined, readonly Outcome[]])[] = [
    [undefined, [applied('created'), skipped]],
    ['It failed', [failed, skipped]],
    ['It failed; 1 object before it was applied', [applied('created'), failed]],
    [
      'It failed; 2 objects before it were applied',
      [applied('created'), applied('created'), conflict('.a')],
    ],
  ];
  for (const [what, outcomes] of TABLE) {
    it(what ?? 'is none where all were applied', () =>
      assert.equal(applyProblem(outcomes)?.what, what),
    );
  }
});

describe('applyQuestion', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'payments', name: 'web' } };
  const TABLE: readonly (readonly [string, readonly Outcome[]])[] = [
    ['Create Pod payments/web in prod?', [{ ...applied('created'), manifest: pod }]],
    ['Change ConfigMap c in prod?', [applied('configured'), applied('unchanged')]],
    ['Create 2 objects in prod?', [applied('created'), applied('created')]],
    ['Create 1 object and change 1 object in prod?', [applied('created'), applied('configured')]],
    ['Create 2 objects in prod?', [applied('created'), skipped]],
  ];
  for (const [text, outcomes] of TABLE) {
    it(text, () => assert.equal(applyQuestion('prod', outcomes), text));
  }
});

describe('what is said of what is applied', () => {
  it('counts what would change and what has changed', () => {
    assert.equal(nothingToApply('prod'), 'prod has all of it already: nothing to apply.');
    assert.equal(
      appliedText('Apply Manifest', 'prod', [applied('created')]),
      'Apply Manifest in prod: 1 object created.',
    );
  });
});
