import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Labels,
  matchesLabels,
  selectorText,
} from '../../../../src/model/kubernetes/labelSelector.ts';

describe('matchesLabels', () => {
  const TABLE: readonly (readonly [string, Labels | undefined, Labels, boolean])[] = [
    ['nothing is asked for', { a: '1' }, {}, true],
    ['nothing is asked for of an object without labels', undefined, {}, true],
    ['all are there', { a: '1', b: '2', c: '3' }, { a: '1', b: '2' }, true],
    ['one is missing', { a: '1' }, { a: '1', b: '2' }, false],
    ['one has another value', { a: '1', b: '3' }, { a: '1', b: '2' }, false],
    ['there are no labels', undefined, { a: '1' }, false],
    ['an empty value is no missing one', { a: '' }, { a: '' }, true],
  ];
  for (const [what, labels, selector, expected] of TABLE) {
    it(what, () => assert.equal(matchesLabels(labels, selector), expected));
  }
});

describe('selectorText', () => {
  it('is what kubectl takes', () => assert.equal(selectorText({ a: '1', b: '' }), 'a=1,b='));
});
