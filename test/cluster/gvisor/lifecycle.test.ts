import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { GVisorCluster, type PodState } from './gvisorCluster.ts';
import { installerBytes, installSeconds, MAX_IDLE_BYTES, watchCri } from './measurements.ts';
import { startMirror, type Mirror } from './mirror.ts';
import { testReleases, type TestRelease } from './releases.ts';

/** Nodes as AKS has them, by pool: what containerd is and how its file is laid out. */
const NODES = {
  ubuntu22: { node: 'lab-1', containerd: '1.7.35', layout: 'aks-legacy' },
  azurelinux: { node: 'lab-2', containerd: '2.2.9', layout: 'aks-new' },
  ubuntu24: { node: 'lab-3', containerd: '2.3.7', layout: 'aks-new' },
  kata: { node: 'lab-4', containerd: '2.2.9', layout: 'aks-kata' },
} as const;
const POOLS = ['ubuntu22', 'azurelinux', 'ubuntu24'] as const;
/** On 1.7 with the systemd driver on cgroup v1, containerd's own restart restarts fresh pods. */
const CALM = ['azurelinux', 'ubuntu24'] as const;

const all = (key: 'containerd' | 'layout'): string =>
  Object.values(NODES)
    .map((node) => node[key])
    .join(' ');

describe('gVisor by DaemonSet on nodes as AKS has them', () => {
  let gv: GVisorCluster;
  let mirror: Mirror;
  let releases: readonly [TestRelease, TestRelease];
  const originals = new Map<string, string>();
  const dumps = new Map<string, string>();
  before(async () => {
    gv = await GVisorCluster.start({
      NODES: '4',
      NODE_POOLS: Object.keys(NODES).join(' '),
      NODE_CONTAINERD: all('containerd'),
      NODE_LAYOUT: all('layout'),
    });
    releases = await testReleases();
    mirror = await startMirror(gv.host, releases);
    for (const { node } of Object.values(NODES)) {
      originals.set(node, await gv.config(node));
      dumps.set(node, await gv.effectiveConfig(node));
    }
    await gv.runPods(...POOLS.map((pool) => ({ name: `runc-${pool}`, pool })));
  });
  after(async () => {
    await mirror[Symbol.asyncDispose]();
    await gv[Symbol.asyncDispose]();
  });

  const calmPods = async (): Promise<readonly PodState[]> =>
    (await gv.pods()).filter(({ name }) => CALM.some((pool) => name.endsWith(pool)));

  it('deploys, and refuses the Kata pool', async (t) => {
    const podsBefore = await calmPods();
    const watching = watchCri(gv, NODES.azurelinux.node);
    await gv.deploy({
      pools: Object.keys(NODES),
      release: releases[0].release,
      mirror: mirror.url(),
    });
    for (const pool of POOLS) {
      const { gvisor } = await gv.ready(NODES[pool].node);
      assert.match(gvisor?.kernel ?? '', /gvisor/);
    }
    const refused = await gv.nodeUntil(
      NODES.kata.node,
      ({ gvisor }) => gvisor?.state === 'refused',
    );
    assert.match(refused.gvisor?.reason ?? '', /Kata/);
    assert.equal(refused.gvisor?.serves, false);
    assert.equal(await gv.config(NODES.kata.node), originals.get(NODES.kata.node));
    assert.deepEqual(await calmPods(), podsBefore, 'no pod was restarted');
    t.diagnostic(`seconds without CRI ok: ${await watching()}`);
    for (const pool of POOLS) t.diagnostic(`${pool}: ${await timings(pool)}`);
  });

  it('changes the runtime runsc alone', async () => {
    for (const pool of POOLS) {
      const { node } = NODES[pool];
      const dump = await gv.effectiveConfig(node);
      assert.notEqual(dump, dumps.get(node));
      assert.equal(withoutRunsc(dump), dumps.get(node), `what containerd reads on ${node}`);
    }
  });

  it('runs pods under gVisor, beside runc', async () => {
    await gv.runPods(
      ...POOLS.map((pool) => ({ name: `gvisor-${pool}`, pool, runtimeClassName: 'gvisor' })),
    );
    for (const pool of POOLS) {
      assert.match(await gv.kernel(`gvisor-${pool}`), /gvisor/);
      assert.doesNotMatch(await gv.kernel(`runc-${pool}`), /gvisor/);
    }
  });

  it('needs little memory when nothing is to be done', async (t) => {
    const bytes = await installerBytes(gv);
    assert.ok(bytes.size >= POOLS.length, `${bytes.size} pods of the installer`);
    for (const [node, used] of bytes) {
      t.diagnostic(`${node}: ${used} bytes`);
      assert.ok(used > 0 && used <= MAX_IDLE_BYTES, `${node} uses ${used}`);
    }
  });

  it('upgrades under running pods, without a restart of containerd', async () => {
    // A node that is refused holds a rollout back, so it leaves the selection first.
    const podsBefore = await gv.pods();
    const invocations = await Promise.all(POOLS.map((pool) => gv.invocation(NODES[pool].node)));
    await gv.deploy({ pools: POOLS, release: releases[1].release, mirror: mirror.url() });
    for (const pool of POOLS) await gv.ready(NODES[pool].node, releases[1].release);
    assert.deepEqual(
      await Promise.all(POOLS.map((pool) => gv.invocation(NODES[pool].node))),
      invocations,
      'containerd was not restarted',
    );
    assert.deepEqual(await gv.pods(), podsBefore, 'no pod was restarted');
    await gv.runPods({ name: 'newer', pool: CALM[0], runtimeClassName: 'gvisor' });
    assert.match(await gv.kernel('newer'), /gvisor/);
    for (const pool of CALM) {
      const folders = await gv.on(NODES[pool].node, 'ls /opt/aks-sandbox/gvisor/releases');
      assert.match(folders, new RegExp(releases[0].release.name), 'its pods still use it');
    }
  });

  it('leaves nothing on a node that is no longer selected', async () => {
    const { gvisor } = await gv.nodeUntil(NODES.kata.node, (node) => node.gvisor === undefined);
    assert.equal(gvisor, undefined);
    assert.equal(await gv.on(NODES.kata.node, 'ls -d /opt/aks-sandbox || true'), '');
  });

  it('waits for gVisor pods before it removes, and then leaves the node as it was', async () => {
    const runc = (await calmPods()).filter(({ name }) => name.startsWith('runc'));
    const removing = gv.remove();
    const { gvisor } = await gv.nodeUntil(NODES.azurelinux.node, (node) =>
      /waits for \d+ gVisor/.test(node.gvisor?.reason ?? ''),
    );
    assert.equal(gvisor?.serves, false);
    assert.match(await gv.kernel('gvisor-azurelinux'), /gvisor/);
    await gv.deletePods('newer', ...POOLS.map((pool) => `gvisor-${pool}`));
    await removing;
    for (const pool of POOLS) {
      const { node } = NODES[pool];
      assert.equal(await gv.config(node), originals.get(node), `${node} is byte-identical`);
      assert.equal(await gv.on(node, 'ls -d /opt/aks-sandbox || true'), '');
      const { labels, gvisor: told } = await gv.node(node);
      assert.equal(told, undefined);
      assert.equal('aks-sandbox/gvisor' in labels, false);
      await gv.assertHealthy(node);
    }
    assert.deepEqual(
      (await calmPods()).filter(({ name }) => name.startsWith('runc')),
      runc,
      'no pod was restarted',
    );
  });

  /** From the start of the pod to the label, and without the download and unpacking. */
  async function timings(pool: (typeof POOLS)[number]): Promise<string> {
    const { whole, fetching, waiting } = await installSeconds(gv, NODES[pool].node);
    return `${whole} s from start to label, of them ${fetching} s download and unpacking, ${waiting} s for other nodes`;
  }
});

/** A dump without the tables of the runtime runsc. */
function withoutRunsc(dump: string): string {
  let skipping = false;
  return dump
    .split('\n')
    .filter((line) => {
      if (/^\s*\[/.test(line)) skipping = /runtimes\.['"]?runsc['"]?[.\]]/.test(line);
      return !skipping;
    })
    .join('\n');
}
