import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outcomesText, changedFields } from '../../../../src/gvisor/deploy/outcomeText.ts';
import type { Outcome } from '../../../../src/kube/write/applyObjects.ts';

describe('changedFields', () => {
  const cases: readonly (readonly [string, object, object, readonly string[]])[] = [
    ['nothing', { a: 1 }, { a: 1 }, []],
    ['a value', { a: { b: 1 } }, { a: { b: 2 } }, ['a.b']],
    ['one that is new', { a: {} }, { a: { b: [1] } }, ['a.b']],
    [
      'no deeper than three names',
      { a: { b: { c: { d: 1 } } } },
      { a: { b: { c: {} } } },
      ['a.b.c'],
    ],
    [
      'not what the server counts',
      { metadata: { resourceVersion: '1', generation: 1, managedFields: [1] } },
      { metadata: { resourceVersion: '2', generation: 2, managedFields: [2] } },
      [],
    ],
  ];
  const counted = (count: string) => ({
    metadata: {
      annotations: { 'deprecated.daemonset.template.generation': count },
      labels: { a: count },
    },
  });
  it('not how often a template changed', () =>
    assert.deepEqual(changedFields(counted('1'), counted('2')), ['metadata.labels.a']));
  for (const [name, before, after, fields] of cases) {
    it(name, () => assert.deepEqual(changedFields(before, after), fields));
  }
});

describe('outcomesText', () => {
  it('counts, and names the fields that change', () => {
    const manifest = { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' } };
    const inNew = { ...manifest, metadata: { name: 'y', namespace: 'n' } };
    const outcomes: readonly Outcome[] = [
      { state: 'applied', manifest, change: 'created', after: {} },
      { state: 'skipped', manifest: inNew, reason: '' },
      { state: 'applied', manifest, change: 'unchanged', after: {} },
      { state: 'applied', manifest, change: 'unchanged', after: {} },
      {
        state: 'applied',
        manifest,
        change: 'configured',
        before: { metadata: { labels: { a: '1' } } },
        after: { metadata: { labels: { a: '2' } } },
      },
    ];
    assert.equal(
      outcomesText(outcomes),
      'creates 2 objects (1 in the new namespace n), changes metadata.labels.a of X x, leaves 2 objects as they are',
    );
  });

  it('counts the labels that change, beside the fields that do', () => {
    const change = (before: object, after: object): Outcome => ({
      state: 'applied',
      manifest: { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' } },
      change: 'configured',
      before,
      after,
    });
    const labels = { a: '1', b: '2', c: '3' };
    assert.equal(
      outcomesText([change({ metadata: {}, a: 1 }, { metadata: {}, a: 2 })]),
      'changes a of X x',
    );
    assert.equal(
      outcomesText([
        change(
          { metadata: { labels: { d: '4' } }, spec: 1 },
          { metadata: { labels: { ...labels, d: '4' } }, spec: 2 },
        ),
      ]),
      'changes spec, 3 labels of X x',
    );
  });

  it('tells once what changes in several objects', () => {
    const change = (name: string, field: string): Outcome => ({
      state: 'applied',
      manifest: { apiVersion: 'v1', kind: 'X', metadata: { name } },
      change: 'configured',
      before: { metadata: { labels: { [field]: '1' } } },
      after: { metadata: { labels: { [field]: '2' } } },
    });
    assert.equal(
      outcomesText([change('x', 'a'), change('y', 'b'), change('z', 'a')]),
      'changes 3 objects\n2 objects: metadata.labels.a\nX y: metadata.labels.b',
    );
  });
});
