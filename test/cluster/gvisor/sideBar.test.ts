import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  INSTALLER,
  NAMESPACE,
  RUNTIME_CLASS,
} from '../../../src/gvisor/manifest/installerNames.ts';
import { clusterEnvironment } from '../../vscodeHost/clusterEnvironment.ts';
import {
  dismissNotification,
  notification,
  notificationGone,
} from '../../ui/driver/notifications.ts';
import { openView, resizeSideBar } from '../../ui/driver/sideBar.ts';
import { expand, rowAction, rowMenu } from '../../ui/driver/tree.ts';
import { rowWhen, type TreeRow, treeRows } from '../../ui/driver/treeRows.ts';
import { useWindow } from '../../ui/driver/window/useWindow.ts';
import { openWindow } from '../../ui/driver/window/window.ts';
import { askedPage, editorButton, keepPicture } from '../../ui/driver/workbench.ts';
import { setWorkspaceSettings } from '../../ui/driver/window/workspaceSettings.ts';
import { askToDeploy, askToRemoveUnderPods, QUESTION_MS } from '../../ui/gvisorQuestions.ts';
import { BUSYBOX_IMAGE } from '../pod.ts';
import { GVisorCluster } from './gvisorCluster.ts';
import { type Mirror, startMirror } from './mirror.ts';
import { testReleases, type TestRelease } from './releases.ts';

/** The context of the lab's kubeconfig, as the tree calls it. */
const CLUSTER = 'lab-admin';
const NODES = { azurelinux: 'lab-1', ubuntu24: 'lab-2' } as const;
const POOLS = ['azurelinux', 'ubuntu24'] as const;
const NAMES = Object.values(NODES);
const POD = [CLUSTER, 'Sandboxed pods', 'default', 'worker'];
/** How long a node may take on a machine that is busy with other things. */
const LONG_MS = 240_000;

describe('gVisor from the side bar, on a real cluster', () => {
  let gv: GVisorCluster;
  let mirror: Mirror;
  let releases: readonly [TestRelease, TestRelease];
  const originals = new Map<string, string>();
  before(async () => {
    gv = await GVisorCluster.start({
      NODES: '2',
      NODE_POOLS: POOLS.join(' '),
      NODE_CONTAINERD: '2.2.9 2.3.7',
      NODE_LAYOUT: 'aks-new',
    });
    releases = await testReleases();
    mirror = await startMirror(gv.host, releases);
    for (const node of NAMES) originals.set(node, await gv.config(node));
    await gv.runPods(...POOLS.map((pool) => ({ name: `runc-${pool}`, pool })));
  });
  const window = useWindow(() =>
    openWindow({
      env: clusterEnvironment(gv.cluster.kubeconfig, [gv.host]),
      workspaceSettings: settingsFor(releases[0]),
    }),
  );
  after(async () => {
    await mirror[Symbol.asyncDispose]();
    await gv[Symbol.asyncDispose]();
  });

  const settingsFor = ({ release }: TestRelease) => ({
    'aksSandbox.gvisor.release': release.name,
    'aksSandbox.gvisor.sha512': release.sha512,
    'aksSandbox.gvisor.mirror': mirror.url(),
    'aksSandbox.gvisor.image': BUSYBOX_IMAGE,
  });
  const picture = (name: string) => keepPicture(window().page, `gvisor-cluster-${name}`);
  const nodeRow = (pool: (typeof POOLS)[number], met: (row: TreeRow) => boolean) =>
    rowWhen(window().page, [CLUSTER, 'Node pools', pool, NODES[pool]], met, LONG_MS);
  async function openTree(): Promise<void> {
    const { page } = window();
    await openView(page, 'AKS Sandbox');
    await resizeSideBar(page, 620);
    for (const pool of POOLS) await expand(page, [CLUSTER, 'Node pools', pool]);
  }
  /** What the side bar says at the end of a deployment, of the nodes and in one message. */
  async function assertProven({ release }: TestRelease): Promise<void> {
    const said = await notification(window().page, 'gVisor runs on', LONG_MS);
    assert.match(said, /gVisor runs on 2 of 2 nodes in lab-admin/);
    assert.match(said, /proven by a pod on each/);
    assert.ok(said.includes(release.name), said);
    for (const pool of POOLS) {
      await nodeRow(pool, ({ description }) => /^Ready · ✓ \S*gvisor/.test(description));
      const { gvisor } = await gv.node(NODES[pool]);
      assert.ok(gvisor?.release.startsWith(`${release.name}-`), gvisor?.release);
    }
  }

  it('is deployed to two pools, one node after the other, and proven', async () => {
    const { page } = window();
    await openTree();
    const { pools, question } = await askToDeploy(
      page,
      CLUSTER,
      POOLS,
      'gvisor-cluster',
      'All 2 nodes',
    );
    assert.deepEqual(pools, POOLS);
    assert.match(question, /on 2 nodes of azurelinux, ubuntu24, one node after the other/);
    assert.ok(question.includes(releases[0].release.name), question);
    const podsBefore = await gv.pods();
    await editorButton(page, '✓ Deploy gVisor');
    await gv.until('a node that is being changed', async () =>
      (await treeRows(page)).some(({ description }) =>
        /gVisor: installing \(\w+/.test(description),
      ),
    );
    await notification(page, /Deploy gVisor in lab-admin: \d of 2 nodes ready/, LONG_MS);
    await picture('progress');
    await assertProven(releases[0]);
    await notificationGone(page, 'Deploy gVisor in');
    await picture('deployed');
    await dismissNotification(page, 'gVisor runs on');
    assert.deepEqual(await gv.pods(), podsBefore, 'no pod was restarted');
  });

  it('is used by a pod, whose kernel proves it', async () => {
    const { page } = window();
    await gv.runPods({ name: 'worker', pool: POOLS[0], runtimeClassName: RUNTIME_CLASS });
    await expand(page, POD.slice(0, -1));
    await rowAction(page, POD, 'Check Kernel');
    const { description } = await rowWhen(
      page,
      POD,
      (row) => row.description.includes('✓'),
      LONG_MS,
    );
    assert.match(description, /^gVisor ✓ \S*gvisor/);
    await notification(page, 'Checked', LONG_MS);
    await picture('checked');
    await dismissNotification(page, 'Checked');
  });

  it('is upgraded under that pod, which is not restarted, nor is containerd', async () => {
    const { page } = window();
    await setWorkspaceSettings(window(), settingsFor(releases[1]));
    await openTree();
    const podsBefore = await gv.pods();
    const invocations = await Promise.all(NAMES.map((node) => gv.invocation(node)));
    await rowMenu(page, [CLUSTER], 'Upgrade gVisor…');
    const question = await askedPage(page, `Upgrade gVisor in ${CLUSTER}?`, QUESTION_MS);
    const [from, to] = releases.map(({ release }) => release.name);
    assert.ok(question.includes(`From release ${from} to ${to}`), question);
    assert.match(question, /containerd is not restarted/);
    await picture('upgrade-question');
    await editorButton(page, '✓ Upgrade gVisor');
    await assertProven(releases[1]);
    await picture('upgraded');
    await dismissNotification(page, 'gVisor runs on');
    assert.deepEqual(await gv.pods(), podsBefore, 'no pod was restarted');
    assert.deepEqual(await Promise.all(NAMES.map((node) => gv.invocation(node))), invocations);
    assert.match(await gv.kernel('worker'), /gvisor/);
  });

  it('is not removed while the pod runs, which the question names', async () => {
    const { page } = window();
    await askToRemoveUnderPods(page, CLUSTER, /default\/worker/);
    await picture('remove-blocked');
    await editorButton(page, '✗ Discard');
    await gv.kubectl('get', 'daemonset', INSTALLER, '--namespace', NAMESPACE);
    assert.match(await gv.config(NODES.azurelinux), /runtimes\.runsc/);
  });

  it('is removed, and leaves nothing', async () => {
    const { page } = window();
    await gv.deletePods('worker');
    await rowMenu(page, [CLUSTER, 'Node pools'], 'Remove gVisor…');
    const title = `Remove gVisor from ${POOLS.join(', ')} in ${CLUSTER}?`;
    const question = await askedPage(page, title, QUESTION_MS);
    assert.doesNotMatch(question, /worker/);
    await picture('remove-question');
    const podsBefore = await gv.pods();
    await editorButton(page, '✓ Remove gVisor');
    await notification(page, `gVisor is removed from all nodes of ${CLUSTER}`, LONG_MS);
    for (const pool of POOLS) {
      await nodeRow(pool, ({ description }) => !/gvisor|runsc/i.test(description));
    }
    await picture('removed');
    for (const node of NAMES) {
      assert.equal(await gv.config(node), originals.get(node), `${node} is byte-identical`);
      assert.equal(await gv.on(node, 'ls -d /opt/aks-sandbox || true'), '');
      const { labels, gvisor } = await gv.node(node);
      assert.equal(gvisor, undefined);
      assert.equal('aks-sandbox/gvisor' in labels, false);
    }
    assert.deepEqual(await gv.pods(), podsBefore, 'no pod was restarted');
    const left =
      'namespaces,runtimeclasses,clusterroles,clusterrolebindings,validatingadmissionpolicies,validatingadmissionpolicybindings';
    const ours = `app.kubernetes.io/name=${INSTALLER}`;
    await gv.until(
      'the objects of the installer to be gone',
      async () => (await gv.kubectl('get', left, '--selector', ours)) === '',
    );
    for (const node of NAMES) await gv.assertHealthy(node);
  });
});
