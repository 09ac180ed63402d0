import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Clusters, openClusters } from './openClusters.ts';

describe('ClusterSessions', () => {
  let clusters: Clusters;
  before(async () => {
    clusters = await openClusters();
  });
  after(() => clusters[Symbol.asyncDispose]());

  it('keep a session while its server stays, and replace it when the server is another', async () => {
    const id = clusters.id('prod-weu');
    const { sessions, clusters: list, dispose } = clusters.open();
    await list.load();
    const told: string[] = [];
    sessions.onDidChange(({ kind, cluster }) => told.push(`${kind} ${cluster}`));
    const session = sessions.open(id);
    assert.ok(session);
    assert.equal(sessions.open(id), session);
    await list.reload();
    assert.equal(sessions.get(id), session);
    const good = await clusters.text();
    await clusters.write(good.replaceAll('127.0.0.1', 'localhost'));
    await list.reload();
    assert.equal(sessions.get(id), undefined);
    assert.notEqual(sessions.open(id), session);
    assert.deepEqual(told, [`opened ${id}`, `closed ${id}`, `opened ${id}`]);
    await clusters.write(good);
    dispose();
  });

  it('open none for a context that cannot be used, and one as soon as it can', async () => {
    const good = await clusters.text();
    await clusters.write(good.replace(/server: .*/, 'server: ""'));
    const { sessions, clusters: list, dispose } = clusters.open();
    await list.load();
    assert.equal(sessions.open(clusters.id('prod-weu')), undefined);
    await clusters.write(good);
    await list.reload();
    assert.ok(sessions.open(clusters.id('prod-weu')));
    dispose();
  });

  it('tell which cluster has read something', async () => {
    const { sessions, clusters: list, dispose } = clusters.open();
    await list.load();
    const read = new Promise<string>((resolve) =>
      sessions.onDidChange(({ kind, cluster }) => {
        if (kind === 'read') resolve(cluster);
      }),
    );
    sessions.open(clusters.id('prod-weu-viewer'))?.look();
    assert.equal(await read, clusters.id('prod-weu-viewer'));
    dispose();
  });
});
