import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PoolReplacements } from '../../../src/state/memory/poolReplacements.ts';
import { memory } from './openClusters.ts';

const OF_A = { clusterId: '/Subscriptions/A', clusterName: 'a', old: 'old', newPool: 'kata2' };
const OF_B = { ...OF_A, clusterId: '/subscriptions/b', clusterName: 'b', newPool: 'kata3' };

describe('poolReplacements', () => {
  const open = (shared = memory(), window = 'w') => new PoolReplacements(shared, () => window);
  const interrupted = (of: PoolReplacements) => of.interruptedDrains.map(({ newPool }) => newPool);

  it('are remembered each by cluster and pool, in another window too, until they end', async () => {
    const shared = memory();
    const [here, there] = [open(shared), open(shared, 'other')];
    await here.begin(OF_A);
    await there.begin(OF_B);
    const ofA = { clusterId: '/subscriptions/a', old: 'old' };
    assert.deepEqual(there.get(ofA), OF_A);
    assert.deepEqual(here.get(OF_B), OF_B);
    assert.equal(here.get({ ...OF_B, old: 'other' }), undefined);
    await there.end(ofA);
    assert.equal(here.get(OF_A), undefined);
    assert.deepEqual(here.get(OF_B), OF_B);
  });

  it('tell which drain this window left, once', async () => {
    const shared = memory();
    const before = open(shared);
    for (const one of [OF_A, OF_B]) await before.begin(one);
    await before.beginDrain(OF_A);
    assert.deepEqual(interrupted(before), []);
    // What fails because the window closes does not end it.
    before.dispose();
    await before.endDrain(OF_A);
    assert.deepEqual(interrupted(open(shared, 'other')), []);
    const reloaded = open(shared);
    assert.deepEqual(interrupted(reloaded), ['kata2']);
    await reloaded.endDrain(OF_A);
    assert.deepEqual([interrupted(reloaded), reloaded.get(OF_A)], [[], OF_A]);
  });

  it('do not come back with a drain that ends after them', async () => {
    const replacements = open();
    await replacements.begin(OF_A);
    await replacements.beginDrain(OF_A);
    await replacements.end(OF_A);
    await replacements.endDrain(OF_A);
    assert.equal(replacements.get(OF_A), undefined);
  });

  for (const wrong of ['kata2', { newPool: 'kata2' }, { ...OF_A, old: 1 }, null]) {
    it(`leave out what no version has kept so: ${JSON.stringify(wrong)}`, async () => {
      const shared = memory();
      await shared.update('aksSandbox.poolReplacement.azure:/subscriptions/a/old', wrong);
      assert.equal(open(shared).get(OF_A), undefined);
      assert.deepEqual(open(shared).interruptedDrains, []);
    });
  }
});
