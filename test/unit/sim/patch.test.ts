import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonPatch, mergePatch, strategicMergePatch } from '../../sim/write/patch.ts';

describe('merge patches', () => {
  it('set, remove by null and replace lists', () => {
    const value = { a: 1, b: { c: 2, d: 3 }, l: [1, 2] };
    const patch = { a: null, b: { c: 4 }, l: [9], n: { x: null, y: 1 } };
    assert.deepEqual(mergePatch(value, patch), { b: { c: 4, d: 3 }, l: [9], n: { y: 1 } });
  });
});

describe('strategic merge patches', () => {
  const pod = {
    spec: {
      containers: [
        { name: 'a', image: 'x:1', env: [{ name: 'X', value: '1' }] },
        { name: 'b', image: 'y:1' },
      ],
      tolerations: [{ key: 'k' }],
    },
  };

  function patched(containers: object[]): unknown {
    const { spec } = strategicMergePatch(pod, { spec: { containers } as never }) as typeof pod;
    return spec.containers;
  }

  it('merge items of lists by their keys, in their old order', () => {
    assert.deepEqual(patched([{ name: 'b', image: 'y:2' }]), [
      pod.spec.containers[0],
      { name: 'b', image: 'y:2' },
    ]);
  });

  it('put new items first', () => {
    assert.deepEqual(patched([{ name: 'c', image: 'z:1' }]), [
      { name: 'c', image: 'z:1' },
      ...pod.spec.containers,
    ]);
  });

  it('remove an item by a directive', () => {
    assert.deepEqual(patched([{ name: 'a', $patch: 'delete' }]), [pod.spec.containers[1]]);
  });

  it('replace lists without keys', () => {
    const result = strategicMergePatch(pod, { spec: { tolerations: [] } }) as typeof pod;
    assert.deepEqual(result.spec.tolerations, []);
  });
});

describe('JSON patches', () => {
  const value = { a: { 'b/c': [1, 2] }, t: '~' };

  it('add, replace, remove and test, with escaped names', () => {
    const operations = [
      { op: 'test', path: '/t', value: '~' },
      { op: 'add', path: '/a/b~1c/-', value: 3 },
      { op: 'add', path: '/a/b~1c/0', value: 0 },
      { op: 'replace', path: '/t', value: 'x' },
      { op: 'remove', path: '/a/b~1c/1' },
    ];
    assert.deepEqual(jsonPatch(value, operations), { a: { 'b/c': [0, 2, 3] }, t: 'x' });
    assert.deepEqual(value, { a: { 'b/c': [1, 2] }, t: '~' });
  });

  for (const operation of [
    { op: 'test', path: '/t', value: 'y' },
    { op: 'replace', path: '/none', value: 1 },
    { op: 'remove', path: '/none' },
    { op: 'add', path: '/none/deeper', value: 1 },
  ]) {
    it(`refuse what does not fit: ${operation.op} ${operation.path}`, () => {
      assert.throws(() => jsonPatch(value, [operation]), /rejected our request/);
    });
  }
});
