import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Patience } from '../../../src/base/patience.ts';

/** The patience after so many milliseconds of each. */
function after(...ends: readonly number[]): number {
  const patience = new Patience(1);
  for (const ms of ends) patience.ended(ms);
  return patience.ms;
}

describe('Patience', () => {
  const CASES: readonly (readonly [what: string, ends: readonly number[], ms: number])[] = [
    ['has no end before anything is known', [], Infinity],
    ['is not shorter than half a second', [10, 20, 30, 40], 500],
    ['is five times what the quicker quarter takes', [400, 200, 300, 1000], 1500],
    ['is not made longer by those that hang', [200, 10_000, 10_000, 10_000, 200, 10_000], 1000],
    ['grows where all are slow', [4000, 5000, 4000, 5000], 20_000],
    ['forgets what is long ago', [...Array(32).fill(10), ...Array(32).fill(1000)], 5000],
  ];
  for (const [what, ends, ms] of CASES) it(what, () => assert.equal(after(...ends), ms));
});
