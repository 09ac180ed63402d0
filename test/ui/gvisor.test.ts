import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentText } from './driver/editor.ts';
import { annotateNode } from '../annotateNode.ts';
import { HOLD_ANNOTATION } from '../sim/controllers/gvisorInstaller.ts';
import type { Sim } from '../sim/sim.ts';
import { dismissNotification, notification, notificationButton } from './driver/notifications.ts';
import { answer, pick, pickSeveral, quickInputState, runCommand } from './driver/quickInput.ts';
import { openView, resizeSideBar } from './driver/sideBar.ts';
import { expand, rowMenu } from './driver/tree.ts';
import { type RowPath, rowWhen, type TreeRow } from './driver/treeRows.ts';
import { until } from './driver/until.ts';
import { useSession } from './driver/window/useSession.ts';
import {
  activeTab,
  askedPage,
  editorButton,
  keepPicture,
  reload,
  webview,
} from './driver/workbench.ts';
import { setWorkspaceSettings } from './driver/window/workspaceSettings.ts';
import { askToDeploy, askToRemoveUnderPods, QUESTION_MS } from './gvisorQuestions.ts';

const CLUSTER = 'prod-weu';
const POOLS = [CLUSTER, 'Node pools'];
const GV1 = [...POOLS, 'gv1'];
const THIRD = [...GV1, 'aks-gv1-…000002'];
const SECOND = [...GV1, 'aks-gv1-…000001'];
const SECOND_NODE = 'aks-gv1-31415926-vmss000001';
const HELD = 'aks-gv1-31415926-vmss000002';
const NEWER = '20261012.0';
const LONG = 60_000;

describe('gVisor', () => {
  const session = useSession();
  const row = (path: RowPath, met?: (row: TreeRow) => boolean) =>
    rowWhen(session().page, path, met, LONG);
  const picture = (name: string) => keepPicture(session().page, `gvisor-${name}`);

  it('is tried on one node first: pools with a verdict, what is sent, the proof as a document', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await resizeSideBar(page, 520);
    await expand(page, GV1);
    await row(THIRD, ({ description }) => description.startsWith('Ready · 6.8.0'));
    const { pools, entries, question } = await askToDeploy(
      page,
      CLUSTER,
      [],
      'gvisor',
      'One node first',
    );
    assert.deepEqual(pools, ['gv1', 'system', 'kata1']);
    assert.ok(entries.some((entry) => entry.includes('a Kata pool')));
    assert.match(
      question,
      /on aks-gv1-\d+-vmss000000 alone, of gv1: the other 2 nodes are not changed before/,
    );
    assert.match(question, /containerd is restarted on each/);
    assert.match(question, /gVisor on the nodes of these pools/);
    await editorButton(page, '✓ Deploy gVisor');
    const said = await notification(page, 'proven by a pod', LONG);
    assert.match(said, /vmss000000 in prod-weu, proven by a pod\. 2 nodes are as before/);
    await row(THIRD, ({ description }) => description.startsWith('Ready · 6.8.0'));
    await notificationButton(page, 'proven by a pod', 'Show Proof');
    await activeTab(page, 'gVisor Proof.md');
    await webview(page).getByText('proved 1 of 1 node.').waitFor();
    await picture('proof');
  });

  it('goes on with the other nodes after a question, each node live', async () => {
    const { page, sim } = session();
    const release = hold(sim, HELD);
    await rowMenu(page, POOLS, 'Deploy gVisor…');
    await page.getByText('gVisor runs on aks-gv1-31415926-vmss000000', { exact: true }).waitFor();
    await pick(page, 'Go on with all 3 nodes of gv1', 'Deploy gVisor: Go On');
    const question = await askedPage(page, 'Deploy gVisor in prod-weu?', QUESTION_MS);
    assert.match(question, /on 3 nodes of gv1, one node after the other/);
    await editorButton(page, '✓ Deploy gVisor');
    await row(THIRD, ({ description }) => description.includes('gVisor: installing (claim)'));
    await notification(page, /Deploy gVisor in prod-weu: 2 of 3 nodes ready/, LONG);
    await picture('progress');
    release();
    const said = await notification(page, 'gVisor runs on', LONG);
    assert.match(
      said,
      /gVisor runs on 3 of 3 nodes in prod-weu, proven by a pod on each\. Release: 20260928\.0/,
    );
    await row(THIRD, ({ description }) => description.startsWith('Ready · ✓ 4.19.0-gvisor'));
    await row(GV1, ({ description }) => description.startsWith('gVisor · 3/3 ready'));
    await picture('deployed');
    await dismissNotification(page, 'gVisor runs on');
  });

  it('is upgraded to the release of the settings, under running pods', async () => {
    const { page, sim } = session();
    const pods = () => sim.objects('pods', 'payments').map(({ metadata }) => metadata.uid);
    const podsBefore = pods();
    await setWorkspaceSettings(session(), {
      'aksSandbox.gvisor.release': NEWER,
      'aksSandbox.gvisor.sha512': { x86_64: 'a'.repeat(128) },
    });
    await expand(page, GV1);
    const release = hold(sim, HELD);
    await rowMenu(page, [CLUSTER], 'Upgrade gVisor…');
    const question = await askedPage(page, 'Upgrade gVisor in prod-weu?', QUESTION_MS);
    assert.match(question, /From release 20260928\.0 to 20261012\.0, on 3 nodes of gv1/);
    assert.match(question, /containerd is not restarted/);
    assert.match(question, /DaemonSet gvisor-installer: /);
    await picture('upgrade-question');
    await editorButton(page, '✓ Upgrade gVisor');
    await row(THIRD, ({ description }) => description.includes('gVisor: installing (claim)'));
    await picture('upgrading');
    release();
    const said = await notification(page, 'gVisor runs on', LONG);
    assert.match(said, /3 of 3 nodes in prod-weu, proven by a pod on each\. Release: 20261012\.0/);
    assert.deepEqual(pods(), podsBefore);
    await picture('upgraded');
    await dismissNotification(page, 'gVisor runs on');
  });

  it('is paused after the node that has begun, and goes on when it is resumed', async () => {
    const { page, sim } = session();
    await setWorkspaceSettings(session(), {});
    await expand(page, GV1);
    const release = hold(sim, SECOND_NODE);
    await rowMenu(page, [CLUSTER], 'Upgrade gVisor…');
    await askedPage(page, 'Upgrade gVisor in prod-weu?', QUESTION_MS);
    await editorButton(page, '✓ Upgrade gVisor');
    await row(THIRD, ({ description }) => description.includes('gVisor: waits for the node'));
    await rowMenu(page, [CLUSTER], 'Pause gVisor Rollout');
    await notification(page, 'is paused: the node that has begun comes to its end', LONG);
    await row(THIRD, ({ description }) => description.includes('gVisor: paused'));
    await row(SECOND, ({ description }) => description.includes('gVisor: installing'));
    await picture('paused');
    release();
    const paused = await notification(page, 'The rollout is paused: 1 node stays as before', LONG);
    assert.match(paused, /gVisor runs on 2 of 3 nodes in prod-weu/);
    await dismissNotification(page, 'is paused: the node that has begun');
    await notificationButton(page, 'The rollout is paused: 1 node', 'Resume');
    const said = await notification(page, 'proven by a pod on each', LONG);
    assert.match(said, /gVisor runs on 3 of 3 nodes in prod-weu/);
    await dismissNotification(page, 'proven by a pod on each');
  });

  it('is followed to its end by a window that is reloaded in the middle', async () => {
    const { page, sim } = session();
    await setWorkspaceSettings(session(), {
      'aksSandbox.gvisor.release': NEWER,
      'aksSandbox.gvisor.sha512': { x86_64: 'a'.repeat(128) },
    });
    await expand(page, GV1);
    const release = hold(sim, HELD);
    await rowMenu(page, [CLUSTER], 'Upgrade gVisor…');
    await askedPage(page, 'Upgrade gVisor in prod-weu?', QUESTION_MS);
    await editorButton(page, '✓ Upgrade gVisor');
    await notification(page, /Upgrade gVisor in prod-weu: 2 of 3 nodes ready/, LONG);
    await reload(page);
    await notification(page, /Upgrade gVisor in prod-weu: 2 of 3 nodes ready/, LONG);
    await expand(page, GV1);
    await picture('resumed');
    release();
    const said = await notification(page, 'gVisor runs on', LONG);
    assert.match(said, /3 of 3 nodes in prod-weu, proven by a pod on each\. Release: 20261012\.0/);
    await dismissNotification(page, 'gVisor runs on');
  });

  it('says that there is nothing to upgrade, and asks nothing', async () => {
    const { page } = session();
    await rowMenu(page, [CLUSTER], 'Upgrade gVisor…');
    const said = await notification(page, 'there is nothing to upgrade', QUESTION_MS);
    assert.match(said, /release 20261012\.0 of gVisor is on gv1 of prod-weu already/);
    await dismissNotification(page, 'there is nothing to upgrade');
  });

  it('shows each runtime by a sample pod', async () => {
    const { page } = session();
    await rowMenu(page, ['prod-weu'], 'Run Sample Pods…');
    await askedPage(page, 'Run 5 sample pods in prod-weu?', QUESTION_MS);
    await editorButton(page, '✓ Run Pods');
    const table = webview(page);
    await table.locator('h1', { hasText: /^Sample pods in prod-weu/ }).waitFor({ timeout: LONG });
    const rows = await table.locator('tbody tr').allInnerTexts();
    assert.match(rows.join('\n'), /gvisor\s+gVisor\s+4\.\S+\s+\S+\s+✓ gVisor/);
    assert.match(rows.join('\n'), /\(none\)\s+no sandbox\s+\S+\s+\S+\s+the node's kernel/);
    await picture('samples');
  });

  it('is not removed while pods run under it, unless a person says so', async () => {
    const { page, sim } = session();
    const question = await askToRemoveUnderPods(page, CLUSTER, /payments\/worker-/);
    assert.match(question, /^Remove gVisor from gv1 in prod-weu\?/);
    await picture('remove');
    await editorButton(page, '✗ Discard');
    assert.ok(sim.object('daemonsets', 'aks-sandbox', 'gvisor-installer'));
  });

  it('is removed by force, by a window that is reloaded in the middle', async () => {
    const { page, sim } = session();
    const release = hold(sim, HELD);
    await askToRemoveUnderPods(page, CLUSTER, /payments\/worker-/);
    await editorButton(page, '✓ Remove Although Pods Run');
    await notification(page, /Removing gVisor from prod-weu: 1 node left: aks-gv1-/, LONG);
    await reload(page);
    const asked = 'Removing gVisor from prod-weu was not followed to its end';
    await notification(page, asked, LONG);
    await picture('remove-resumed');
    await notificationButton(page, asked, 'Go On');
    await notification(page, /Removing gVisor from prod-weu: 1 node left/, LONG);
    await expand(page, GV1);
    release();
    await notification(page, 'gVisor is removed from all nodes of prod-weu', LONG);
    await row(GV1, ({ description }) => description.startsWith('no sandbox'));
    assert.equal(sim.object('runtimeclasses', undefined, 'gvisor'), undefined);
    await picture('removed');
  });

  it('says why it cannot be deployed, before anything is changed', async () => {
    const { page, sim } = session();
    await dismissNotification(page, 'gVisor is removed');
    sim.upsert({
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: 'gvisor' },
      handler: 'runsc-theirs',
    });
    await rowMenu(page, GV1, 'Deploy gVisor…');
    const title = 'Deploy gVisor: Choose Node Pools';
    await quickInputState(page, title);
    await pickSeveral(page, ['kata1'], title);
    const asked = await until(async () => {
      const { placeholder } = await quickInputState(page, title);
      return placeholder.startsWith('Untick') ? placeholder : undefined;
    }, 'what is wrong with the ticks');
    assert.match(asked, /kata1 is a Kata pool: it isolates pods already/);
    // The other ticks were kept.
    await pickSeveral(page, ['kata1'], title);
    await pick(page, 'All 3 nodes', 'Deploy gVisor: Where to Begin');
    const said = await notification(page, 'The RuntimeClass gvisor', LONG);
    assert.match(said, /\(handler runsc-theirs\) exists in prod-weu, and it is not ours/);
    assert.equal(sim.object('namespaces', undefined, 'aks-sandbox'), undefined);
  });

  it('shows its manifest for pools by their names, without a cluster', async () => {
    const { page } = session();
    const title = 'Show Installer Manifest';
    await runCommand(page, `AKS Sandbox: ${title}…`);
    await pick(page, 'Node Pools by Name', title);
    await answer(page, 'gv1, Gv2', title);
    await until(
      async () => (await quickInputState(page)).message.includes('"Gv2" is no name of a pool'),
      'the name to be refused',
    );
    await answer(page, 'gv1, gv2', title);
    await activeTab(page, 'gvisor-installer.yaml');
    assert.match(await documentText(page), /gVisor on the nodes of these pools/);
  });
});

/** Keeps the installer installing on a node, until the returned function is called. */
function hold(sim: Sim, name: string): () => void {
  annotateNode(sim, name, HOLD_ANNOTATION, 'true');
  return () => annotateNode(sim, name, HOLD_ANNOTATION, undefined);
}
