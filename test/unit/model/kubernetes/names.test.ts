import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groupOf } from '../../../../src/model/kubernetes/apiVersion.ts';
import { isDnsLabel, isDnsSubdomain } from '../../../../src/model/kubernetes/dnsName.ts';

describe('names of objects', () => {
  const TABLE: readonly (readonly [text: string, isLabel: boolean, isSubdomain: boolean])[] = [
    ['a', true, true],
    ['runsc-1', true, true],
    ['a.b', false, true],
    ['', false, false],
    ['-a', false, false],
    ['a-', false, false],
    ['A', false, false],
    ['a..b', false, false],
    ['a.-b', false, false],
    ['a'.repeat(63), true, true],
    ['a'.repeat(64), false, true],
    ['a'.repeat(254), false, false],
  ];
  for (const [text, isLabel, isSubdomain] of TABLE) {
    it(text.slice(0, 70) || 'an empty text', () => {
      assert.deepEqual([isDnsLabel(text), isDnsSubdomain(text)], [isLabel, isSubdomain]);
    });
  }
});

describe('groupOf', () => {
  for (const [apiVersion, group] of [
    ['v1', ''],
    ['apps/v1', 'apps'],
    ['node.k8s.io/v1', 'node.k8s.io'],
  ] as const) {
    it(apiVersion, () => assert.equal(groupOf(apiVersion), group));
  }
});
