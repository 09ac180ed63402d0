import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { ClusterSession } from '../../../src/kube/clusterSession.ts';
import { drawTree, viewOf } from '../../drawTree.ts';
import { eventually } from '../../eventually.ts';
import { type Sim, startSim } from '../../sim/sim.ts';
import { sessionTo } from '../../simConnection.ts';

describe('Workloads without pods', () => {
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

  /** The rows of a user's sandboxed pods, once everything was read. */
  const rowsOf = async (user: string, namespaces: readonly string[] = []) => {
    const opened = await sessionTo(sim.kubeconfig, sim.contextOf(user), {
      lingerMs: 0,
      namespaces: () => namespaces,
    });
    session = opened;
    opened.look();
    await eventually(() => {
      const { version, nodes, pods, runtimeClasses, workloads } = opened.snapshot;
      const parts = [version, nodes, pods, runtimeClasses, workloads];
      return parts.every(({ state }) => state !== 'loading');
    });
    return () => drawTree(viewOf(opened.snapshot)).map((row) => row.trim());
  };
  const THUMBS = 'thumbs [0 of 2 pods: RuntimeClass gvisor-v2 not found]';

  it('have a row, and are counted on all above it', async () => {
    const rows = (await rowsOf('sim-viewer'))();
    const at = rows.indexOf(THUMBS);
    assert.match(rows[at - 1] ?? '', /^batch \[1 ⚠ · \d+ of \d+ pods\]$/);
    assert.match(rows[0] ?? '', /\[1 ⚠ · AKS/);
    assert.equal(rows.filter((row) => /\d of \d pods?:/.test(row)).length, 1, rows.join('\n'));
  });

  it('lose it as soon as their pods are made', async () => {
    const rows = await rowsOf('sim-admin');
    assert.ok(rows().includes(THUMBS));
    const deployment = sim.object('deployments', 'batch', 'thumbs');
    assert.ok(deployment);
    sim.upsert({
      ...deployment,
      status: { replicas: 2, updatedReplicas: 2, readyReplicas: 0 },
    });
    await eventually(() => !rows().some((row) => row.startsWith('thumbs')));
    sim.upsert(deployment);
    await eventually(() => rows().includes(THUMBS));
  });

  it('are those of the namespaces in which one may list them', async () => {
    const deployment = sim.object('deployments', 'batch', 'thumbs');
    assert.ok(deployment);
    const own = structuredClone(deployment);
    Object.assign(own.metadata, { namespace: 'payments', uid: 'own' });
    sim.upsert(own);
    const rows = (await rowsOf('sim-namespaced', ['payments']))();
    sim.remove('deployments', 'payments', 'thumbs');
    assert.ok(
      rows.some((row) => row.startsWith('thumbs [0 of 2 pods')),
      rows.join('\n'),
    );
  });

  it('are said to be missing where one may not list them', async () => {
    sim.faults.add({
      verb: 'list',
      resource: 'deployments',
      action: { kind: 'status', code: 403 },
    });
    const rows = (await rowsOf('sim-viewer'))();
    assert.ok(
      rows.some((row) => /^Workloads without pods are not all shown: .*deployments/.test(row)),
      rows.join('\n'),
    );
    assert.ok(!rows.some((row) => row.startsWith('thumbs')));
  });
});
