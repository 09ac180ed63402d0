import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { count, plural } from '../../../../src/base/text/count.ts';

describe('count', () => {
  const TABLE = [
    [0, 'pod', undefined, '0 pods'],
    [1, 'pod', undefined, '1 pod'],
    [2, 'pod', undefined, '2 pods'],
    [1200, 'pod', undefined, '1,200 pods'],
    [1, 'pod runs', 'pods run', '1 pod runs'],
    [3, 'pod runs', 'pods run', '3 pods run'],
  ] as const;
  for (const [number, one, many, text] of TABLE) {
    it(text, () => assert.equal(count(number, one, many), text));
  }

  it('leaves the number to who calls for the words alone', () => {
    assert.equal(plural(1, 'the one node', 'each node'), 'the one node');
    assert.equal(plural(0, 'the one node', 'each node'), 'each node');
  });
});
