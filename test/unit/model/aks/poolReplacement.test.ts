import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type ReplacementFacts,
  replacementStep,
  type ReplacementStep,
} from '../../../../src/model/aks/poolReplacement.ts';

const OLD = { name: 'old', state: 'Succeeded', workloadRuntime: 'KataMshvVmIsolation' };
const made = (state: string, workloadRuntime = 'KataVmIsolation') => [
  OLD,
  { name: 'kata2', state, workloadRuntime },
];

const CASES: readonly (readonly [string, Partial<ReplacementFacts>, ReplacementStep])[] = [
  ['nothing was done', { newPool: undefined }, 'create'],
  ['its request may be on its way', { isCreating: true }, 'creating'],
  ['its request was refused or never sent', {}, 'create'],
  ['Azure creates it', { pools: made('Creating') }, 'creating'],
  ['Azure says a word that nobody knows', { pools: made('Warming') }, 'creating'],
  ['it failed', { pools: made('Failed') }, 'failed'],
  ['it was stopped', { pools: made('Canceled') }, 'failed'],
  ['it is there', { pools: made('Succeeded') }, 'move'],
  ['it is there, and its proof goes on', { pools: made('Succeeded'), isCreating: true }, 'move'],
  ['a pool of that name is none of Kata', { pools: made('Succeeded', 'OCIContainer') }, 'create'],
  ['a pool of that name is old too', { pools: made('Succeeded', OLD.workloadRuntime) }, 'create'],
];

describe('replacementStep', () => {
  for (const [what, facts, step] of CASES) {
    it(`is ${step} when ${what}`, () => {
      const known = { newPool: 'kata2', isCreating: false, pools: [OLD], ...facts };
      assert.equal(replacementStep(known), step);
    });
  }
});
