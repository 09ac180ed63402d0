import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  problemCounts,
  problemsFirst,
  type RowProblem,
} from '../../../../../src/model/tree/groups/problemCounts.ts';

const ROWS: readonly (readonly [string, RowProblem])[] = [
  ['well', undefined],
  ['old', 'warning'],
  ['broken', 'failed'],
  ['new', undefined],
  ['partial', 'warning'],
];

describe('problemsFirst', () => {
  it('puts what failed before what warns, and leaves the order else', () => {
    assert.deepEqual(
      problemsFirst(ROWS, ([, problem]) => problem).map(([name]) => name),
      ['broken', 'old', 'partial', 'well', 'new'],
    );
  });
});

describe('problemCounts', () => {
  const problems = ROWS.map(([, problem]) => problem);
  it('counts each kind, in signs and in words', () => {
    assert.deepEqual(problemCounts(problems), {
      signs: ['1 ✗', '2 ⚠'],
      spoken: '1 failed, 2 with a warning',
    });
  });

  it('says nothing where all is well', () => {
    assert.deepEqual(problemCounts([undefined]), { signs: [], spoken: '' });
  });
});
