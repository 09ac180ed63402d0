import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { INSTALLER } from '../../../src/gvisor/manifest/installerNames.ts';
import { GVisorCluster } from './gvisorCluster.ts';
import { type Mirror, startMirror } from './mirror.ts';
import { testReleases, type TestRelease } from './releases.ts';
import { forgetStops, killInstaller, nextStop, scriptsStoppingAt, STEPS } from './stops.ts';

const NODE = 'lab-1';
const POOL = 'azurelinux';
const FULL = process.env['AKS_SANDBOX_TEST_FULL'] === '1';

/** Without `--full`: those at which something on the node is half done. */
const SHORT = ['unpack', 'link', 'arm', 'swap', 'restart', 'prove-runsc', 'commit', 'label'];

/** Without `--full`: those around the swap. */
const POWER_CUT = ['arm', 'swap', 'restart', 'commit'];

/** As installer/boot.sh names it. */
const BOOT_UNIT = 'aks-sandbox-gvisor-rollback-at-boot.service';

/** Between the swap and the confirmation only the timer of the node's systemd can help. */
const UNCONFIRMED = ['swap', 'restart', 'prove-cri', 'prove-runc', 'prove-runsc', 'commit'];

describe('an installer that is killed', () => {
  let gv: GVisorCluster;
  let mirror: Mirror;
  let release: TestRelease;
  let original: string;
  before(async () => {
    gv = await GVisorCluster.start({
      NODES: '1',
      NODE_POOLS: POOL,
      NODE_CONTAINERD: '2.2.9',
      NODE_LAYOUT: 'aks-new',
    });
    [release] = await testReleases();
    mirror = await startMirror(gv.host, [release]);
    original = await gv.config(NODE);
    await gv.runPods({ name: 'runc', pool: POOL });
  });
  after(async () => {
    await mirror[Symbol.asyncDispose]();
    await gv[Symbol.asyncDispose]();
  });

  const deploy = (scripts: Readonly<Record<string, string>>): Promise<void> =>
    gv.deploy({ pools: [POOL], release: release.release, mirror: mirror.url(), scripts });

  // Back to a node without gVisor, also when the installer stands still and cannot clean.
  afterEach(async () => {
    await forgetStops(gv, NODE);
    await deploy(scriptsStoppingAt([]));
    await killInstaller(gv);
    // A pod that is deleted before it runs cleans nothing, and the node's label may be of the pod before it.
    await gv.installerIsReady();
    await gv.remove();
    assert.equal(await gv.config(NODE), original);
  });

  const tried = FULL ? STEPS : SHORT;
  it(`goes on after kill -9 at ${tried.length} steps in turn, and the node is healthy after each`, async (t) => {
    const podsBefore = await gv.pods();
    await deploy(scriptsStoppingAt(tried));
    const killed: string[] = [];
    for (;;) {
      const stop = await nextStop(gv, NODE, killed);
      if (stop === undefined) break;
      killed.push(stop);
      await killInstaller(gv);
      await gv.criServes(NODE);
    }
    t.diagnostic(`killed at ${killed.length} steps: ${killed.join(', ')}`);
    assert.deepEqual(killed.toSorted(), [...tried].toSorted());
    assert.deepEqual(await gv.pods(), podsBefore, 'no pod was restarted');
    await gv.assertHealthy(NODE);
    await gv.runPods({ name: 'proof', pool: POOL, runtimeClassName: 'gvisor' });
    assert.match(await gv.kernel('proof'), /gvisor/);
    await gv.deletePods('proof');
  });

  for (const step of FULL ? UNCONFIRMED : ['restart']) {
    it(`is undone by the node itself when it never comes back after kill -9 at ${step}`, async () => {
      const podsBefore = await gv.pods();
      await deploy(scriptsStoppingAt([step], { forGood: true }));
      assert.equal(await nextStop(gv, NODE, []), step);
      await killInstaller(gv);
      await gv.until('the rollback', async () => (await gv.config(NODE)) === original);
      await gv.assertHealthy(NODE);
      assert.deepEqual(await gv.pods(), podsBefore, 'no pod was restarted');
      assert.equal((await gv.node(NODE)).gvisor?.serves, false);
    });
  }

  const cut = FULL ? STEPS : POWER_CUT;
  it(`goes on after the power was cut at ${cut.length} steps in turn, and the node is healthy after each`, async (t) => {
    await deploy(scriptsStoppingAt(cut, { rollbackSeconds: 90 }));
    const at: string[] = [];
    for (;;) {
      const stop = await nextStop(gv, NODE, at);
      if (stop === undefined) break;
      at.push(stop);
      await gv.cluster.cyclePower(NODE);
      await gv.comesBack(NODE);
    }
    t.diagnostic(`power cut at ${at.length} steps: ${at.join(', ')}`);
    assert.deepEqual(at.toSorted(), [...cut].toSorted());
    await gv.assertHealthy(NODE);
    await gv.runPods({ name: 'proof', pool: POOL, runtimeClassName: 'gvisor' });
    assert.match(await gv.kernel('proof'), /gvisor/);
    await gv.deletePods('proof');
  });

  for (const step of FULL ? UNCONFIRMED : ['prove-runsc']) {
    it(`is undone at the node's start, before containerd, when the power was cut at ${step}`, async () => {
      await deploy(scriptsStoppingAt([step], { forGood: true, rollbackSeconds: 90 }));
      assert.equal(await nextStop(gv, NODE, []), step);
      await gv.cluster.cyclePower(NODE);
      await gv.comesBack(NODE);
      assert.equal(await gv.config(NODE), original);
      const since = await gv.on(
        NODE,
        `for unit in ${BOOT_UNIT} containerd.service; do systemctl show --property=ExecMainStartTimestampMonotonic --value $unit; done`,
      );
      const [undone = 0, started = 0] = since.trim().split('\n').map(Number);
      assert.ok(undone > 0 && undone < started, since);
      await gv.assertHealthy(NODE);
      assert.equal((await gv.node(NODE)).gvisor?.serves, false);
    });
  }

  it('leaves no unit behind once the change is confirmed', async () => {
    await deploy(scriptsStoppingAt([]));
    await gv.ready(NODE);
    assert.equal(await gv.on(NODE, `find /etc/systemd -name '*aks-sandbox*'`), '');
  });

  it('sweeps the probes that a kill left behind', async () => {
    await deploy(scriptsStoppingAt(['label']));
    assert.equal(await nextStop(gv, NODE, []), 'label');
    const left = 'aks-sandbox-runc-00000000-0000-0000-0000-000000000000';
    await gv.on(
      NODE,
      `ctr -n k8s.io run -d --rootfs /opt/aks-sandbox/gvisor/probe/root ${left} /bin/busybox sleep 1000 < /dev/null`,
    );
    await killInstaller(gv);
    await gv.ready(NODE);
    assert.doesNotMatch(await gv.on(NODE, 'ctr -n k8s.io containers ls -q'), /aks-sandbox-run/);
  });

  if (FULL) {
    for (const step of STEPS) {
      it(`installs after kill -9 at ${step} alone`, async () => {
        await deploy(scriptsStoppingAt([step]));
        assert.equal(await nextStop(gv, NODE, []), step);
        await killInstaller(gv);
        await gv.ready(NODE);
        await gv.assertHealthy(NODE);
      });
    }

    it(`leaves everything alone when its pod is replaced, as ${INSTALLER} still wants the node`, async () => {
      await deploy(scriptsStoppingAt([]));
      await gv.ready(NODE);
      const installed = await gv.config(NODE);
      const invocation = await gv.invocation(NODE);
      await killInstaller(gv);
      await gv.installerIsReady();
      assert.equal(await gv.config(NODE), installed);
      assert.equal(await gv.invocation(NODE), invocation);
    });
  }
});
