import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { ClusterSession } from '../../../src/kube/clusterSession.ts';
import { valueOf } from '../../../src/model/cluster/loadable.ts';
import type { ClusterSnapshot } from '../../../src/model/cluster/snapshot.ts';
import { type Sim, startSim } from '../../sim/sim.ts';
import { contextOf, sessionTo } from '../../simConnection.ts';
import { eventually } from '../../eventually.ts';

/** Nodes, runtime classes, namespaces, pods, and four kinds of workloads. */
const WATCHED = 8;

describe('ClusterSession', () => {
  let sim: Sim;
  const open: ClusterSession[] = [];
  before(async () => {
    sim = await startSim({ bookmarkMs: 100 });
  });
  afterEach(() => {
    for (const session of open.splice(0)) session.dispose();
    sim.faults.clear();
  });
  after(() => sim.stop());

  const openSession = async (user = 'sim-admin', lingerMs = 20): Promise<ClusterSession> => {
    const session = await sessionTo(sim.kubeconfig, sim.contextOf(user), { lingerMs });
    open.push(session);
    return session;
  };
  const until = (session: ClusterSession, met: (snapshot: ClusterSnapshot) => boolean) =>
    new Promise<ClusterSnapshot>((resolve) => {
      const look = (snapshot: ClusterSnapshot): void => {
        if (met(snapshot)) resolve(snapshot);
      };
      session.onDidChange(look);
      look(session.snapshot);
    });
  const isReady = ({ version, nodes, runtimeClasses, pods }: ClusterSnapshot): boolean =>
    [version, nodes, runtimeClasses, pods].every(({ state }) => state === 'ready');
  const watches = (): number =>
    Object.values(sim.requests.watches).reduce((sum, one) => sum + one, 0);

  it('asks nothing before somebody looks', async () => {
    const session = await openSession();
    assert.equal(session.isReading, false);
    assert.equal(sim.requests.served('list', 'nodes'), 0);
  });

  it('reads while somebody looks, and a little longer', async () => {
    const session = await openSession();
    const one = session.look();
    const two = session.look();
    const snapshot = await until(session, isReady);
    assert.equal(valueOf(snapshot.version), '1.35.2');
    await eventually(() => watches() === WATCHED);
    one.dispose();
    assert.equal(session.isReading, true);
    two.dispose();
    await eventually(() => !session.isReading && watches() === 0);
    assert.equal(valueOf(session.snapshot.nodes)?.length, 8, 'what was read stays');
    const again = session.look();
    await eventually(() => watches() === WATCHED);
    again.dispose();
  });

  it('goes on when somebody looks again in time', async () => {
    const session = await openSession('sim-admin', 200);
    session.look().dispose();
    const look = session.look();
    await until(session, isReady);
    const lists = sim.requests.served('list', 'nodes');
    await new Promise((resolve) => setTimeout(resolve, 250));
    assert.equal(session.isReading, true);
    assert.equal(sim.requests.served('list', 'nodes'), lists);
    look.dispose();
  });

  it('gives each part its own state: what one may not see hides nothing else', async () => {
    const session = await openSession('sim-no-nodes');
    const look = session.look();
    const { nodes, pods } = await until(
      session,
      (one) => one.nodes.state === 'failed' && one.pods.state === 'ready',
    );
    assert.equal(nodes.state === 'failed' && nodes.problem.kind, 'forbidden');
    assert.ok((valueOf(pods)?.length ?? 0) > 0);
    look.dispose();
  });

  it('reads the version again when it is asked to refresh', async () => {
    const session = await openSession();
    sim.faults.add({ path: '/version', action: { kind: 'status', code: 403 } });
    const look = session.look();
    await until(session, ({ version }) => version.state === 'failed');
    sim.faults.clear();
    session.refresh();
    await until(session, isReady);
    look.dispose();
  });

  it('keeps old data when the kubeconfig changes, and reads anew with what it says now', async () => {
    const session = await openSession();
    const look = session.look();
    await until(session, isReady);
    const other = await contextOf(sim.kubeconfig, sim.contextOf('sim-nobody'));
    session.update(other);
    const snapshot = await until(session, ({ nodes }) => nodes.state === 'failed');
    assert.ok(valueOf(snapshot.nodes));
    assert.equal(snapshot.cluster.name, 'prod-weu-nobody');
    look.dispose();
  });

  it('connects no more often than needed when the kubeconfig says the same', async () => {
    const session = await openSession();
    const connection = session.connection;
    session.update(await contextOf(sim.kubeconfig, sim.contextOf('sim-admin')));
    assert.equal(session.connection, connection);
  });
});
