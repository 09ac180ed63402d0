import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startSim, type Sim } from '../../sim/sim.ts';
import { SimClient, type Item } from './simClient.ts';

describe('a large cluster', () => {
  let sim: Sim;
  let client: SimClient;
  before(async () => {
    sim = await startSim({ nodes: 60, pods: 1200 });
    client = new SimClient(sim);
  });
  after(async () => {
    await client.close();
    await sim.stop();
  });

  async function all(path: string): Promise<Item[]> {
    const found: Item[] = [];
    let token = '';
    do {
      const { body } = await client.get(`${path}?limit=500&continue=${token}`);
      found.push(...(body.items ?? []));
      token = body.metadata?.continue ?? '';
    } while (token !== '');
    return found;
  }

  it('has all its objects, each once, beside the sample', async () => {
    const pods = await all('/api/v1/pods');
    const keys = new Set(pods.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
    assert.equal(keys.size, pods.length);
    assert.equal(pods.length, 1200 + 41);
    assert.equal((await all('/api/v1/nodes')).length, 60 + 8);
  });

  it('has pods of the size of real ones, on nodes that are there', async () => {
    const { body } = await client.get('/api/v1/namespaces/team-07/pods');
    const nodes = new Set((await all('/api/v1/nodes')).map(({ metadata }) => metadata.name));
    for (const pod of body.items ?? []) {
      const size = JSON.stringify(pod).length;
      assert.ok(size > 5500 && size < 6500, String(size));
      assert.ok(nodes.has((pod as unknown as { spec: { nodeName: string } }).spec.nodeName));
    }
  });

  it('selects and reads generated objects like others', async () => {
    const { body } = await client.get('/api/v1/namespaces/team-07/pods');
    const [pod] = (body.items ?? []) as unknown as {
      metadata: Item['metadata'];
      spec: { nodeName: string };
    }[];
    const node = pod?.spec.nodeName ?? '';
    const on = await client.get(`/api/v1/pods?fieldSelector=spec.nodeName%3D${node}`);
    assert.ok(on.body.items?.some(({ metadata }) => metadata.name === pod?.metadata.name));
    const one = await client.get(`/api/v1/namespaces/team-07/pods/${pod?.metadata.name}`);
    assert.deepEqual(
      { ...one.body, kind: undefined, apiVersion: undefined },
      {
        ...pod,
        kind: undefined,
        apiVersion: undefined,
      },
    );
    const labelled = await client.get('/api/v1/nodes?labelSelector=aks-sandbox%2Fgvisor%3Dtrue');
    assert.equal(labelled.body.items?.length, 2 + 24);
  });

  it('changes generated pods so that one can tell', async () => {
    const old = sim.objects('pods', 'team-00').map((pod) => JSON.stringify(pod['status']));
    sim.mutate(50_000);
    while (sim.state().mutated < 5000) await new Promise((resolve) => void setImmediate(resolve));
    sim.mutate(0);
    const now = sim.objects('pods', 'team-00').map((pod) => JSON.stringify(pod['status']));
    assert.equal(old.length, now.length);
    for (const [i, status] of now.entries()) assert.notEqual(status, old[i]);
  });

  it('lets generated objects be deleted and patched', async () => {
    const [pod] = sim.objects('pods', 'team-01');
    const path = `/api/v1/namespaces/team-01/pods/${pod?.metadata.name}`;
    const deleted = await client.send('DELETE', path, { gracePeriodSeconds: 0 });
    assert.equal(deleted.status, 200);
    assert.equal((await client.get(path)).status, 404);
  });
});
