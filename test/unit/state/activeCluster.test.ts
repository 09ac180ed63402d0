import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { aksKey } from '../../../src/model/aks/aksCluster.ts';
import { azureOf } from './azureOf.ts';
import { type Clusters, memory, openClusters } from './openClusters.ts';

describe('ActiveCluster', () => {
  let clusters: Clusters;
  before(async () => {
    clusters = await openClusters();
  });
  after(() => clusters[Symbol.asyncDispose]());

  it('is remembered for the workspace, and forgotten while its context is gone', async () => {
    const workspace = memory();
    const id = clusters.id('prod-weu-viewer');
    const window = clusters.open(workspace);
    await window.clusters.load();
    assert.equal(window.active.ref, undefined);
    assert.equal(window.clusters.current?.name, 'prod-weu');
    await window.active.choose(window.clusters.ref(id));
    window.dispose();

    const again = clusters.open(workspace);
    assert.deepEqual([again.active.id, again.active.ref], [id, undefined]);
    await again.clusters.load();
    assert.equal(again.active.ref?.name, 'prod-weu-viewer');
    const good = await clusters.text();
    await clusters.write(good.replaceAll('prod-weu-viewer', 'renamed'));
    await again.clusters.reload();
    assert.equal(again.active.ref, undefined);
    await clusters.write(good);
    again.dispose();
  });

  it('tells which cluster was active and which is now', async () => {
    const { active, clusters: list, dispose } = clusters.open();
    await list.load();
    const told: unknown[] = [];
    active.onDidChange((change) => told.push(change));
    const [one, other] = [clusters.id('prod-weu'), clusters.id('prod-weu-viewer')];
    for (const id of [one, other, other, '']) await active.choose(list.ref(id));
    assert.deepEqual(told, [
      { before: undefined, now: one },
      { before: one, now: other },
      { before: other, now: undefined },
    ]);
    dispose();
  });

  it('is the context of a cluster that Azure alone knew before', async () => {
    const azure = azureOf(clusters.sim);
    const parts = await azure.open();
    await parts.clusters.load();
    const aks = parts.clusters.clusters.find(({ name }) => name === 'prod-weu');
    assert.ok(aks);
    const workspace = memory();
    await workspace.update('aksSandbox.activeCluster', aksKey(aks.id));
    const window = clusters.open(workspace, azure);
    assert.equal(window.active.id, aksKey(aks.id));
    await window.clusters.load();
    const id = clusters.id('prod-weu');
    assert.deepEqual([window.active.id, window.active.ref?.name], [id, 'prod-weu']);
    const told: unknown[] = [];
    window.active.onDidChange((change) => told.push(change));
    await window.active.choose(window.clusters.ref(clusters.id('prod-weu-viewer')));
    assert.deepEqual(told, [{ before: id, now: clusters.id('prod-weu-viewer') }]);
    window.dispose();
  });
});
