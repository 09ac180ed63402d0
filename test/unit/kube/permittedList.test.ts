import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { ClusterSession } from '../../../src/kube/clusterSession.ts';
import { valueOf } from '../../../src/model/cluster/loadable.ts';
import type { ClusterSnapshot } from '../../../src/model/cluster/snapshot.ts';
import { drawTree, viewOf } from '../../drawTree.ts';
import { eventually } from '../../eventually.ts';
import { type Sim, startSim } from '../../sim/sim.ts';
import { sessionTo } from '../../simConnection.ts';

describe('The pods of somebody who may not see all', () => {
  let sim: Sim;
  let session: ClusterSession | undefined;
  before(async () => {
    sim = await startSim();
  });
  afterEach(() => {
    session?.dispose();
    sim.faults.clear();
  });
  after(() => sim.stop());

  const open = async (user: string, namespaces: readonly string[]): Promise<ClusterSession> => {
    session = await sessionTo(sim.kubeconfig, sim.contextOf(user), {
      lingerMs: 0,
      namespaces: () => namespaces,
    });
    session.look();
    return session;
  };
  const settled = async (opened: ClusterSession): Promise<ClusterSnapshot> => {
    await eventually(() => opened.snapshot.pods.state !== 'loading');
    return opened.snapshot;
  };
  const namespacesOf = ({ pods }: ClusterSnapshot) =>
    pods.state === 'ready'
      ? [...new Set(pods.value.map(({ namespace }) => namespace))]
      : pods.state;

  it('are those of the namespaces in which they may, which the tree names', async () => {
    const snapshot = await settled(await open('sim-namespaced', ['payments', 'web']));
    assert.deepEqual(namespacesOf(snapshot), ['payments']);
    assert.deepEqual(snapshot.podNamespaces, ['payments']);
    assert.match(
      drawTree(viewOf(snapshot)).join('\n'),
      /Only of payments: you may not list the pods of all namespaces/,
    );
  });

  it('are followed there', async () => {
    const opened = await open('sim-namespaced', ['payments']);
    await settled(opened);
    const worker = sim
      .objects('pods', 'payments')
      .find(({ metadata }) => metadata.name?.startsWith('worker-'));
    assert.ok(worker);
    const twin = structuredClone(worker);
    Object.assign(twin.metadata, { name: 'twin', uid: 'twin' });
    sim.upsert(twin);
    await eventually(() => {
      const { pods } = opened.snapshot;
      return pods.state === 'ready' && pods.value.some(({ name }) => name === 'twin');
    });
  });

  it('stay while they are read anew', async () => {
    const opened = await open('sim-viewer', []);
    const known = namespacesOf(await settled(opened));
    const seen: ClusterSnapshot['pods'][] = [];
    opened.onDidChange(({ pods }) => seen.push(pods));
    opened.refresh();
    await eventually(() => seen.some(({ state }) => state === 'ready'));
    assert.ok(seen.some(({ state }) => state === 'loading'));
    for (const pods of seen) {
      const shown = (valueOf(pods) ?? []).map(({ namespace }) => namespace);
      assert.deepEqual([...new Set(shown)], known);
    }
  });

  it('are looked for in the namespaces that the API server tells', async () => {
    sim.faults.add({
      verb: 'list',
      resource: 'pods',
      path: '/api/v1/pods',
      action: { kind: 'status', code: 403 },
    });
    const snapshot = await settled(await open('sim-viewer', []));
    const all = new Set(sim.objects('pods').map(({ metadata }) => metadata.namespace));
    assert.deepEqual(new Set(namespacesOf(snapshot)), all);
    assert.ok((snapshot.podNamespaces ?? []).length >= all.size);
  });

  it('are refused where they may see none', async () => {
    const { pods, podNamespaces } = await settled(await open('sim-nobody', ['payments', 'web']));
    assert.equal(pods.state === 'failed' && pods.problem.kind, 'forbidden');
    assert.equal(podNamespaces, undefined);
  });

  it('are all of them for everybody else, without a word', async () => {
    const { pods, podNamespaces } = await settled(await open('sim-viewer', ['payments']));
    assert.equal(pods.state === 'ready' && pods.value.length, sim.objects('pods').length);
    assert.equal(podNamespaces, undefined);
  });
});
