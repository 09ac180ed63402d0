import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClusterSession } from '../../../src/kube/clusterSession.ts';
import type { AgentObjects } from '../../../src/model/cluster/agentObjects.ts';
import { valueOf } from '../../../src/model/cluster/loadable.ts';
import type { ClusterSnapshot } from '../../../src/model/cluster/snapshot.ts';
import { eventually } from '../../eventually.ts';
import { type Sim, startSim } from '../../sim/sim.ts';
import { contextOf, sessionTo } from '../../simConnection.ts';

const KINDS = ['sandboxes', 'sandboxclaims', 'sandboxtemplates', 'sandboxwarmpools'] as const;

async function openSession(sim: Sim, user = 'sim-admin'): Promise<ClusterSession> {
  return sessionTo(sim.kubeconfig, sim.contextOf(user), { lingerMs: 20 });
}

/** The snapshot once this holds. */
async function until(
  session: ClusterSession,
  met: (snapshot: ClusterSnapshot) => boolean,
): Promise<ClusterSnapshot> {
  await eventually(() => met(session.snapshot));
  return session.snapshot;
}

function partsOf({ agents }: ClusterSnapshot): readonly (string | undefined)[] {
  const { sandboxes, claims, templates, warmPools } = agents ?? ({} as Partial<AgentObjects>);
  return [sandboxes, claims, templates, warmPools].map((part) => part?.state);
}

const allReady = (snapshot: ClusterSnapshot): boolean =>
  partsOf(snapshot).every((state) => state === 'ready');

describe('agent sandboxes of a cluster', () => {
  it('are asked for by discovery alone where there are none', async () => {
    await using sim = await startSim();
    const session = await openSession(sim);
    const look = session.look();
    const { agents } = await until(session, (one) => one.agents !== undefined);
    await until(session, ({ pods, nodes }) => pods.state === 'ready' && nodes.state === 'ready');
    assert.deepEqual(agents, { versions: {} });
    look.dispose();
    session.dispose();
    const asked = Object.keys(sim.requests.paths).filter((path) => path.startsWith('/apis'));
    const others = /^\/apis\/(?:node\.k8s\.io|apps|batch)\//;
    assert.deepEqual(
      asked.filter((path) => !others.test(path)),
      ['/apis'],
    );
  });

  it('are asked for anew where the kubeconfig leads to another server', async () => {
    await using old = await startSim({ agents: 'v1beta1' });
    await using sim = await startSim();
    const session = await openSession(old);
    const look = session.look();
    await until(session, allReady);
    session.update(await contextOf(sim.kubeconfig, sim.contextOf('sim-admin')));
    const { agents } = await until(session, (one) => partsOf(one).every((part) => !part));
    look.dispose();
    session.dispose();
    assert.deepEqual(agents, { versions: {} });
    assert.equal(sim.requests.served('list', 'sandboxes'), 0);
  });

  it('are followed by one list and one watch for each kind', async () => {
    await using sim = await startSim({ agents: 'v1beta1' });
    const session = await openSession(sim);
    const looks = [session.look(), session.look()];
    const { agents } = await until(session, allReady);
    await eventually(() => KINDS.every((kind) => sim.requests.watches[kind] === 1));
    for (const kind of KINDS) assert.equal(sim.requests.served('list', kind), 1, kind);
    assert.deepEqual(agents?.versions, {
      Sandbox: ['v1beta1'],
      SandboxTemplate: ['v1beta1'],
      SandboxWarmPool: ['v1beta1'],
      SandboxClaim: ['v1beta1'],
    });
    sim.remove('sandboxes', 'research', 'worker-7x');
    await until(session, (one) => {
      const sandboxes = one.agents?.sandboxes && valueOf(one.agents.sandboxes);
      return sandboxes?.every(({ namespace }) => namespace !== 'research') === true;
    });
    for (const look of looks) look.dispose();
    await eventually(() => KINDS.every((kind) => sim.requests.watches[kind] === undefined));
    session.dispose();
  });

  it('of them a manifest is checked against templates and pools alone', async () => {
    await using sim = await startSim({ agents: 'v1beta1' });
    const session = await openSession(sim);
    const look = session.lookAtFacts();
    const isFed = (one: ClusterSnapshot): boolean =>
      one.agents?.templates?.state === 'ready' && one.agents.warmPools?.state === 'ready';
    const { agents } = await until(session, isFed);
    assert.equal(agents?.sandboxes, undefined);
    assert.equal(sim.requests.served('list', 'sandboxes'), 0);
    look.dispose();
    session.dispose();
  });

  it('are read in v1alpha1 where nothing else is served', async () => {
    await using sim = await startSim({ agents: 'v1alpha1' });
    const session = await openSession(sim);
    const look = session.look();
    const { agents } = await until(session, allReady);
    assert.deepEqual(agents?.versions.Sandbox, ['v1alpha1']);
    look.dispose();
    session.dispose();
  });

  it('are found by a refresh when the kinds are installed later, and go with them', async () => {
    await using sim = await startSim({ agents: 'v1beta1' });
    sim.serveAgents('none');
    const session = await openSession(sim);
    const look = session.look();
    await until(session, (one) => one.agents !== undefined);
    sim.serveAgents('v1beta1');
    session.refresh();
    await until(session, allReady);
    sim.serveAgents('none');
    session.refresh();
    const { agents } = await until(session, (one) => one.agents?.versions.Sandbox === undefined);
    assert.deepEqual(agents, { versions: {} });
    look.dispose();
    session.dispose();
  });

  it('a refusal of one kind hides nothing else', async () => {
    await using sim = await startSim({ agents: 'v1beta1' });
    sim.faults.add({ verb: 'list', resource: 'sandboxes', action: { kind: 'status', code: 403 } });
    const session = await openSession(sim);
    const look = session.look();
    const { agents } = await until(session, (one) =>
      partsOf(one).every((state) => state === 'ready' || state === 'failed'),
    );
    const { sandboxes } = agents ?? {};
    assert.equal(
      sandboxes?.state === 'failed' && sandboxes.problem.what,
      `You may not list sandboxes in ${session.connection.cluster.name} (needs list on sandboxes)`,
    );
    assert.equal(agents?.claims?.state, 'ready');
    look.dispose();
    session.dispose();
  });

  it('nothing is kept of the copies of themselves in their annotations', async () => {
    await using sim = await startSim({ agents: 'v1beta1' });
    const session = await openSession(sim);
    const look = session.look();
    const { agents } = await until(session, allReady);
    const text = JSON.stringify(agents);
    assert.ok(text.includes('old-1'));
    assert.ok(!text.includes('never-shown'));
    assert.ok(!text.includes('v1alpha1-sandbox-state'));
    look.dispose();
    session.dispose();
  });

  it('answer in JSON alone, and their pods name them in protobuf', async () => {
    await using sim = await startSim({ agents: 'v1beta1' });
    const session = await openSession(sim);
    const { connection } = session;
    await assert.rejects(
      connection.json({
        path: '/apis/agents.x-k8s.io/v1beta1/sandboxes',
        accept: 'application/vnd.kubernetes.protobuf',
        subject: { cluster: 'c', verb: 'list', object: 'sandboxes', rights: '' },
        signal: AbortSignal.timeout(10_000),
      }),
      { status: 406 },
    );
    const look = session.look();
    const { pods } = await until(session, (one) => one.pods.state === 'ready');
    const named = (valueOf(pods) ?? []).filter(({ namespace }) => namespace === 'agents');
    const byName = new Map(named.map((pod) => [pod.name, pod]));
    const uid = sim.object('sandboxes', 'agents', 'a-2')?.metadata.uid;
    assert.equal(byName.get('a-2')?.sandboxUid, uid);
    assert.equal(byName.get('foreign')?.owner?.kind, 'Sandbox');
    assert.equal(byName.get('foreign')?.sandboxUid, undefined);
    look.dispose();
    session.dispose();
  });
});
