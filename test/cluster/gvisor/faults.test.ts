import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { INSTALLER, NAMESPACE } from '../../../src/gvisor/manifest/installerNames.ts';
import { scriptsDigest } from '../../../src/gvisor/manifest/installerManifest.ts';
import type { ObjectManifest } from '../../../src/kube/write/apply.ts';
import type { GVisorNode } from '../../../src/model/node/gvisorNode.ts';
import { changedScripts, type Deployment, GVisorCluster, ONCE, QUICK } from './gvisorCluster.ts';
import { renamed, renamedScripts } from './renamed.ts';
import { type Mirror, startMirror } from './mirror.ts';
import { beforeStart, SMALL_DISK } from './nodeFaults.ts';
import { foreignRelease, testReleases, type TestRelease } from './releases.ts';

const GOOD = 'lab-1';
const OTHER = 'lab-2';
const POOL = 'azurelinux';
const SECOND_POOL = 'ubuntu24';
const FULL = process.env['AKS_SANDBOX_TEST_FULL'] === '1';

describe('an installer that meets a fault', () => {
  let gv: GVisorCluster;
  let mirror: Mirror;
  let good: TestRelease;
  let foreign: TestRelease;
  let folder: string;
  const originals = new Map<string, string>();
  before(async () => {
    gv = await GVisorCluster.start({
      NODES: '2',
      NODE_POOLS: `${POOL} ${SECOND_POOL}`,
      NODE_CONTAINERD: '2.2.9 2.3.7',
      NODE_LAYOUT: 'aks-new',
    });
    folder = await mkdtemp(path.join(tmpdir(), 'aks-sandbox-'));
    [good] = await testReleases();
    foreign = await foreignRelease(folder, 'foreign');
    mirror = await startMirror(gv.host, [good, foreign]);
    for (const node of [GOOD, OTHER]) originals.set(node, await gv.config(node));
    await gv.runPods({ name: 'runc', pool: POOL }, { name: 'runc-2', pool: SECOND_POOL });
  });
  // A test that fails must not make the next one fail.
  afterEach(async () => {
    await gv.on(GOOD, beforeStart(''));
    await gv.remove();
    for (const node of [GOOD, OTHER]) assert.equal(await gv.config(node), originals.get(node));
  });
  after(async () => {
    await mirror[Symbol.asyncDispose]();
    await gv[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const deploy = (more: Partial<Deployment> = {}): Promise<void> =>
    gv.deploy({ pools: [POOL], release: good.release, mirror: mirror.url(), ...more });
  const told = async (
    state: GVisorNode['state'],
    reason: RegExp,
    node = GOOD,
  ): Promise<GVisorNode> => {
    const { gvisor } = await gv.nodeUntil(
      node,
      (one) => one.gvisor?.state === state && reason.test(one.gvisor.reason),
    );
    assert.ok(gvisor);
    return gvisor;
  };

  /** The node is as it was, runs its pods, and says why it has no gVisor: on itself and as an event. */
  async function assertUntouched(reason: RegExp, node = GOOD): Promise<void> {
    assert.equal(await gv.config(node), originals.get(node));
    await gv.assertHealthy(node);
    assert.equal((await gv.node(node)).labels['aks-sandbox/gvisor'], 'false');
    const selector = `involvedObject.kind=Node,involvedObject.name=${node}`;
    const events = await gv.kubectl('get', 'events', '--field-selector', selector, '-o', 'json');
    const { items } = JSON.parse(events) as { items: { message: string }[] };
    assert.ok(
      items.some(({ message }) => reason.test(message)),
      events,
    );
    assert.match(await gv.log(node), reason);
  }

  /** What is tried, how, and what the node says. */
  interface Case {
    readonly name: string;
    readonly deployment: () => Partial<Deployment>;
    readonly reason: RegExp;
    readonly prepare?: string;
    readonly restore?: string;
    readonly quick?: true;
  }
  const CASES: readonly Case[] = [
    {
      name: 'a wrong digest',
      deployment: () => ({
        release: { name: good.release.name, sha512: { x86_64: '0'.repeat(128) } },
      }),
      reason: /the digest of http\S+ is wrong/,
    },
    {
      name: 'a page in place of the tarball',
      deployment: () => ({ mirror: mirror.url('page') }),
      reason: /the digest of http\S+ is wrong/,
      quick: true,
    },
    {
      name: 'a release that the mirror does not have',
      deployment: () => ({ mirror: mirror.url('missing') }),
      reason: /the download of http\S+ failed: .*404/,
    },
    {
      name: 'a network that is cut in the middle',
      deployment: () => ({ mirror: mirror.url('cut') }),
      reason: /the download of http\S+ failed: /,
      quick: true,
    },
    {
      name: 'a mirror that fills the disk',
      deployment: () => ({
        mirror: mirror.url('endless'),
        scripts: changedScripts([
          ...ONCE,
          ['install.sh', 'MAX_RELEASE_MIB=400 ', 'MAX_RELEASE_MIB=64 '],
        ]),
      }),
      reason: /the download of http\S+ failed: it is larger than 64 MiB/,
      quick: true,
    },
    {
      name: 'another writer of the configuration',
      deployment: () => ({
        scripts: changedScripts([
          ...ONCE,
          ['install.sh', 'step swap &&', 'step swap && echo "# somebody" >> "$HOST$CONFIG" &&'],
        ]),
      }),
      reason: /somebody else has written \/etc\/containerd\/config\.toml meanwhile/,
      restore: "sed -i '/^# somebody$/d' /etc/containerd/config.toml",
      quick: true,
    },
    {
      name: 'a tarball of another architecture',
      deployment: () => ({ release: foreign.release }),
      reason: /the tarball is for another architecture/,
      quick: true,
    },
    {
      name: 'too little space',
      deployment: () => ({}),
      ...SMALL_DISK,
      reason: /only \d+ MiB are free under \/opt; 1024 are needed/,
    },
    {
      name: 'a disk that fills up while it unpacks',
      deployment: () => ({
        scripts: changedScripts([...ONCE, ['install.sh', 'MIN_FREE_MIB=1024', 'MIN_FREE_MIB=1']]),
      }),
      ...SMALL_DISK,
      reason: /the release cannot be unpacked: .*No space left on device/,
    },
    {
      name: 'a containerd that does not start with the new configuration',
      deployment: () => ({}),
      prepare: beforeStart('! grep -q runsc /etc/containerd/config.toml'),
      restore: beforeStart(''),
      reason: /containerd does not serve 10 s after its restart; rolled back, and the node runs/,
      quick: true,
    },
    {
      name: 'a containerd that does not come back',
      deployment: () => ({}),
      prepare: beforeStart('! grep -q runsc /etc/containerd/config.toml || sleep 60'),
      restore: beforeStart(''),
      reason: /containerd does not serve 10 s after its restart; rolled back, and the node runs/,
    },
    {
      name: 'a runsc that another installer put into containerd',
      deployment: () => ({}),
      prepare: `cp -p /etc/containerd/config.toml /root/config.toml; printf '[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runsc]\\n  runtime_type = "io.containerd.runsc.v1"\\n' >> /etc/containerd/config.toml`,
      restore: 'mv /root/config.toml /etc/containerd/config.toml',
      reason: /containerd has a runtime runsc already, from another installer/,
    },
  ];

  for (const { name, deployment, reason, prepare, restore, quick } of CASES) {
    if (!FULL && !quick) continue;
    it(`leaves the node as it was with ${name}`, async () => {
      const podsBefore = await gv.pods();
      if (prepare) await gv.on(GOOD, prepare);
      await deploy({ scripts: changedScripts(ONCE), ...deployment() });
      const state = /another installer/.test(reason.source) ? 'refused' : 'failed';
      const { serves } = await told(state, reason);
      assert.equal(serves, false);
      if (restore) await gv.on(GOOD, restore);
      await assertUntouched(reason);
      assert.deepEqual(await gv.pods(), podsBefore, 'no pod was restarted');
    });
  }

  it('lets the other nodes wait for one that failed, and go on when it leaves the selection', async () => {
    await gv.on(GOOD, beforeStart('! grep -q runsc /etc/containerd/config.toml'));
    await deploy();
    await told('failed', /does not serve/);
    await deploy({ pools: [POOL, SECOND_POOL] });
    await told('waiting', new RegExp(`waits for the node ${GOOD}`), OTHER);
    assert.equal(await gv.config(OTHER), originals.get(OTHER));
    await gv.assertHealthy(OTHER);
    await gv.on(GOOD, beforeStart(''));
    await gv.ready(GOOD);
    await gv.ready(OTHER);
  });

  if (FULL) {
    it('keeps two installers from working on one node at once', async () => {
      await deploy();
      await gv.ready(GOOD);
      const second = (manifest: ObjectManifest): ObjectManifest =>
        manifest.kind === 'DaemonSet' ? renamed(manifest, 'second') : manifest;
      await deploy({ change: second });
      const invocation = await gv.invocation(GOOD);
      await gv.until('the second one says so', async () =>
        /another installer holds the lock/.test(
          await gv
            .kubectl('logs', '--namespace', NAMESPACE, '--selector', 'which=second')
            .catch(() => ''),
        ),
      );
      assert.equal(await gv.invocation(GOOD), invocation);
      assert.equal((await gv.ready(GOOD)).gvisor?.serves, true);
      await gv.kubectl('delete', 'daemonset', 'second', '--namespace', NAMESPACE);
    });

    it('repairs a configuration that was written anew under it', async () => {
      await deploy();
      await gv.ready(GOOD);
      await gv.on(
        GOOD,
        'cp /opt/aks-sandbox/gvisor/original.toml /etc/containerd/config.toml; systemctl restart containerd',
      );
      await gv.nodeUntil(GOOD, ({ gvisor }) => gvisor?.serves === false);
      await gv.ready(GOOD);
      assert.match(await gv.config(GOOD), /runtimes\.runsc/);
      await gv.assertHealthy(GOOD);
    });

    it('goes on when the API server was away in the middle', async () => {
      await deploy();
      await gv.until('it unpacks', async () => /step unpack/.test(await gv.log(GOOD)));
      await gv.cluster.stopApiServer();
      await new Promise((resolve) => {
        setTimeout(resolve, 20_000);
      });
      assert.match(await gv.on(GOOD, 'timeout 5 ctr plugins ls'), /grpc\.v1 +cri .* ok/);
      await gv.cluster.startApiServer();
      await gv.ready(GOOD);
    });

    it('goes on while its node is drained', async () => {
      await deploy();
      await gv.until('it unpacks', async () => /step unpack/.test(await gv.log(GOOD)));
      await gv.kubectl('drain', GOOD, '--ignore-daemonsets', '--force', '--timeout=60s');
      await gv.ready(GOOD);
      await gv.kubectl('uncordon', GOOD);
      await gv.assertHealthy(GOOD);
      await gv.runPods({ name: 'runc', pool: POOL });
    });

    it('does nothing with scripts that were changed in the ConfigMap', async () => {
      await deploy();
      await gv.ready(GOOD);
      const installed = await gv.config(GOOD);
      const hostile = JSON.stringify({ data: { 'install.sh': 'rm -rf /host/etc/containerd/*\n' } });
      const edit = (name: string) =>
        gv.kubectl('patch', 'configmap', name, '--namespace', NAMESPACE, '--patch', hostile);
      const name = `${INSTALLER}-${scriptsDigest(changedScripts(QUICK)).slice(0, 10)}`;
      await assert.rejects(edit(name), /immutable/);
      // Somebody who made it anew could change it.
      await gv.kubectl('delete', 'configmap', name, '--namespace', NAMESPACE);
      await deploy({ change: renamedScripts });
      await edit(`${name}-open`);
      await gv.kubectl('delete', 'pods', '--all', '--namespace', NAMESPACE);
      await gv.until('it says so', async () =>
        /The scripts in the ConfigMap are not those/.test(await gv.log(GOOD)),
      );
      assert.equal(await gv.config(GOOD), installed);
      await gv.assertHealthy(GOOD);
      await deploy();
      await gv.kubectl('delete', 'pods', '--all', '--namespace', NAMESPACE);
      await gv.until('a new pod is ready', async () =>
        (await gv.pods(NAMESPACE)).some(({ ready }) => ready),
      );
    });
  }
});
