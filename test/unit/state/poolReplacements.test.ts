import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PoolReplacements } from '../../../src/state/memory/poolReplacements.ts';
import { memory } from './openClusters.ts';

describe('poolReplacements', () => {
  it('remembers each by cluster and pool, in another window too, until it ends', async () => {
    const global = memory();
    const here = new PoolReplacements(global);
    const there = new PoolReplacements(global);
    await here.begin('/Subscriptions/A', 'old', 'kata2');
    await there.begin('/subscriptions/b', 'old', 'kata3');
    assert.equal(there.get('/subscriptions/a', 'old'), 'kata2');
    assert.equal(here.get('/subscriptions/b', 'old'), 'kata3');
    assert.equal(here.get('/subscriptions/b', 'other'), undefined);
    await there.end('/subscriptions/a', 'old');
    assert.equal(here.get('/subscriptions/a', 'old'), undefined);
    assert.equal(here.get('/subscriptions/b', 'old'), 'kata3');
  });

  it('leaves out what no version has kept so', async () => {
    const global = memory();
    await global.update('aksSandbox.poolReplacement./subscriptions/a/old', { newPool: 'kata2' });
    assert.equal(new PoolReplacements(global).get('/subscriptions/a', 'old'), undefined);
  });
});
