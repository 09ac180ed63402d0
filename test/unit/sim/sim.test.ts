import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { CoreV1Api, makeInformer, Watch, type V1Pod } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { startSim, type Sim } from '../../sim/sim.ts';
import { SimClient, simConfig } from './simClient.ts';
import { eventually } from '../../eventually.ts';

describe('a simulation', () => {
  let sim: Sim;
  let client: SimClient;
  before(async () => {
    sim = await startSim({ bookmarkMs: 50 });
    client = new SimClient(sim);
  });
  after(async () => {
    await client.close();
    await sim.stop();
  });

  it('writes a private kubeconfig with a context per user, and takes it away', async () => {
    const other = await startSim({ empty: true });
    const { mode } = await stat(other.kubeconfig);
    assert.equal(mode & 0o077, 0);
    const config = simConfig(other);
    assert.equal(config.getCurrentContext(), 'prod-weu');
    assert.deepEqual(
      config.getContexts().map(({ name }) => name),
      [
        'prod-weu',
        'prod-weu-viewer',
        'prod-weu-no-nodes',
        'prod-weu-no-exec',
        'prod-weu-namespaced',
        'prod-weu-nobody',
      ],
    );
    await other.stop();
    await assert.rejects(stat(other.kubeconfig));
    await assert.rejects(fetch(other.url));
  });

  it('holds an AKS cluster of three pools', async () => {
    const { items = [] } = (await client.get('/api/v1/nodes')).body;
    const names = items.map(({ metadata }) => metadata.name.replace(/-31415926.*/, ''));
    assert.deepEqual([...new Set(names)], ['aks-gv1', 'aks-kata1', 'aks-system']);
    const classes = sim.objects('runtimeclasses').map(({ metadata }) => metadata.name);
    assert.deepEqual(classes, [
      'fast',
      'gvisor',
      'kata-mshv-vm-isolation',
      'kata-qemu',
      'kata-vm-isolation',
    ]);
  });

  it('feeds an informer', async () => {
    const config = simConfig(sim);
    const api = config.makeApiClient(CoreV1Api);
    const namespace = 'payments';
    const informer = makeInformer<V1Pod>(config, `/api/v1/namespaces/${namespace}/pods`, () =>
      api.listNamespacedPod({ namespace }),
    );
    const seen: string[] = [];
    for (const verb of ['add', 'update', 'delete'] as const) {
      informer.on(verb, (pod) => seen.push(`${verb} ${pod.metadata?.name}`));
    }
    await informer.start();
    await eventually(() => sim.requests.watches['pods'] === 1);
    const pod = { metadata: { name: 'seen' }, spec: { containers: [{ name: 'a', image: 'b:1' }] } };
    await api.createNamespacedPod({ namespace, body: pod });
    await eventually(() => informer.get('seen', namespace)?.status?.phase === 'Running');
    await api.deleteNamespacedPod({ namespace, name: 'seen' });
    await eventually(() => seen.includes('delete seen'));
    assert.ok(seen.includes('add seen') && seen.includes('update seen'));
    await informer.stop();
    await eventually(() => sim.requests.watches['pods'] === undefined);
  });

  it('counts what it serves, and ends watches when told to', async () => {
    sim.requests.reset();
    await client.get('/api/v1/nodes');
    await client.get('/api/v1/nodes');
    assert.equal(sim.requests.served('list', 'nodes'), 2);
    let ended = false;
    const watch = new Watch(simConfig(sim));
    await watch.watch(
      '/api/v1/nodes',
      {},
      () => {},
      () => {
        ended = true;
      },
    );
    assert.deepEqual(sim.state().watches, { nodes: 1 });
    sim.requests.closeWatches('nodes');
    await eventually(() => ended);
    assert.deepEqual(sim.state().watches, {});
  });

  it('forgets its history when told to: 410 for old pages and watches', async () => {
    const first = (await client.get('/api/v1/pods?limit=2')).body.metadata;
    sim.upsert({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'web' } });
    sim.compact();
    const page = await client.get(`/api/v1/pods?limit=2&continue=${first?.continue}`);
    assert.equal(page.status, 410);
    assert.match(page.body.message ?? '', /^The provided continue parameter is too old/);
    const rest = await client.get(`/api/v1/pods?continue=${page.body.metadata?.continue}`);
    assert.equal(rest.status, 200);
    assert.equal(rest.body.items?.length, sim.objects('pods').length - 2);
    const watch = await client.open(
      `/api/v1/pods?watch=true&resourceVersion=${first?.resourceVersion}`,
    );
    assert.match(await watch.text(), /"too old resource version: \d+ \(\d+\)"/);
  });

  it('changes pods at a rate', async () => {
    // A client of its own: a connection with a cancelled flood on it may not notice that it broke.
    const follower = new SimClient(sim);
    const { resourceVersion } = sim.state();
    const abort = new AbortController();
    const path = `/api/v1/pods?watch=true&resourceVersion=${resourceVersion}`;
    const watch = await follower.open(path, abort.signal);
    sim.mutate(2000);
    let lines = 0;
    for await (const chunk of watch.body ?? []) {
      for (const byte of chunk as Uint8Array) if (byte === 10) lines++;
      if (lines > 500) break;
    }
    sim.mutate(0);
    abort.abort();
    await follower.close();
    assert.ok(sim.state().mutated >= lines);
  });

  it('breaks connections when told to, and goes on', async () => {
    const watch = await client.open('/api/v1/nodes?watch=true');
    const reading = watch.text();
    sim.dropConnections();
    await assert.rejects(reading);
    assert.equal((await client.get('/api/v1/nodes')).status, 200);
  });

  it('describes its types for validation', async () => {
    const { body } = await client.get('/openapi/v3/apis/node.k8s.io/v1');
    assert.match(JSON.stringify(parse(JSON.stringify(body))), /"overhead"/);
  });
});
