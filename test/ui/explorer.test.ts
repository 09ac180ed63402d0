import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clipboardText } from './driver/clipboard.ts';
import { documentText } from './driver/editor.ts';
import { answer, commandsMatching, pick, quickInput, runCommand } from './driver/quickInput.ts';
import { openView, resizeSideBar, viewAction } from './driver/sideBar.ts';
import { expand, rowAction, rowMenu, rowMenuEntries, rowTooltip, treeRow } from './driver/tree.ts';
import { findRow, type RowPath, rowWhen, type TreeRow, treeRows } from './driver/treeRows.ts';
import { until } from './driver/until.ts';
import { useSession } from './driver/window/useSession.ts';
import { activeTab, keepPicture, statusBar, webview } from './driver/workbench.ts';

describe('Explorer', () => {
  const session = useSession({ sim: { bookmarkMs: 500 } });
  const row = (path: RowPath, met?: (row: TreeRow) => boolean) =>
    rowWhen(session().page, path, met);
  const gone = (path: RowPath) =>
    until(
      async () => findRow(await treeRows(session().page), path) === undefined,
      `no row ${String(path)}`,
    );

  it('shows every context, and asks no cluster before one is expanded', async () => {
    const { page, sim } = session();
    await openView(page, 'AKS Sandbox');
    await row('prod-weu', ({ description }) => description.startsWith('127.0.0.1'));
    const names = (await treeRows(page)).map(({ label }) => label);
    assert.deepEqual(names.slice(0, 2), ['prod-weu', 'prod-weu-viewer']);
    assert.deepEqual(sim.state().requests, {});
  });

  it('shows pools, nodes, classes and pods of a cluster', async () => {
    const { page } = session();
    await expand(page, ['prod-weu', 'Node pools', 'kata1']);
    await row('prod-weu', ({ description }) => description === '1 ⚠ · AKS 1.35.2 · 3 pools');
    await row(['prod-weu', 'Node pools', 'gv1'], ({ description }) =>
      description.startsWith('gVisor 2/3 nodes · 3/3 ready'),
    );
    const node = await row(['prod-weu', 'Node pools', 'kata1', 'aks-kata1-…000000']);
    assert.equal(node.description, 'Ready · 6.6.137.mshv2-2.azl3 · kata, runc');
    assert.match(node.aria, /^Node aks-kata1-\d+-vmss000000, Ready/);
    const fast = await row(['prod-weu', 'Runtime classes', 'fast']);
    assert.equal(fast.description, 'runc: not a sandbox · 1 pod');
    await row(
      ['prod-weu', 'Sandboxed pods', 'payments'],
      ({ description }) => description === '8 of 12 pods',
    );
  });

  it('tells all facts in the tooltip', async () => {
    const text = await rowTooltip(session().page, [
      'prod-weu',
      'Runtime classes',
      'kata-vm-isolation',
    ]);
    assert.match(text, /Handler: kata/);
    assert.match(text, /Capable nodes: 3: 3 in kata1/);
    assert.match(text, /Overhead: memory 600Mi/);
  });

  it('updates by itself, and keeps what is expanded', async () => {
    const { page, sim } = session();
    await expand(page, ['prod-weu', 'Sandboxed pods', 'payments']);
    const legacy = sim.object('pods', 'payments', 'legacy-0');
    assert.ok(legacy);
    sim.upsert({
      ...legacy,
      metadata: { ...legacy.metadata, name: 'arrived', uid: 'arrived-uid' },
    });
    await row(['prod-weu', 'Sandboxed pods', 'payments', 'arrived']);
    sim.remove('pods', 'payments', 'arrived');
    await gone(['prod-weu', 'Sandboxed pods', 'payments', 'arrived']);
    assert.equal((await row(['prod-weu', 'Node pools', 'kata1'])).expanded, true);
  });

  it('filters, says so, and shows all again', async () => {
    const { page } = session();
    await viewAction(page, 'Filter');
    await answer(page, 'worker', 'Filter');
    await gone(['prod-weu', 'Sandboxed pods', 'payments', 'legacy-0']);
    await row(['prod-weu', 'Runtime classes', 'No runtime class matches the filter']);
    const filtered = page.locator('.sidebar .message', { hasText: 'Filter: worker' });
    await filtered.waitFor();
    await viewAction(page, 'Clear Filter');
    await filtered.waitFor({ state: 'hidden' });
    await row(['prod-weu', 'Sandboxed pods', 'payments', 'legacy-0']);
  });

  it('filters by a state while it is typed, opens what has few rows, and keeps that', async () => {
    const { page, sim } = session();
    const sandboxed = ['prod-weu', 'Sandboxed pods'];
    const names = sim.objects('pods', 'batch').map(({ metadata }) => metadata.name);
    const render = names.find((name) => name.startsWith('render-'));
    assert.ok(render);
    assert.equal((await row([...sandboxed, 'batch'])).expanded, false);
    assert.equal((await row([...sandboxed, 'payments'])).expanded, true);
    await viewAction(page, 'Filter');
    await quickInput(page).locator('.quick-input-box input').fill('pending');
    await gone([...sandboxed, 'payments']);
    await row([...sandboxed, 'batch', render]);
    await (await treeRow(page, [...sandboxed, 'batch', render])).click();
    await webview(page)
      .getByRole('heading', { name: `Pod batch/${render}` })
      .waitFor();
    await gone([...sandboxed, 'payments']);
    await viewAction(page, 'Clear Filter');
    await row([...sandboxed, 'payments', 'legacy-0']);
    assert.equal((await row([...sandboxed, 'batch'])).expanded, false);
  });

  it('shows all pods of a namespace, with what is known of those without a sandbox', async () => {
    const { page } = session();
    await rowMenu(page, ['prod-weu', 'Sandboxed pods'], 'Show All Pods');
    await expand(page, ['prod-weu', 'Pods', 'payments']);
    const { description } = await row(['prod-weu', 'Pods', 'payments', 'psql']);
    assert.equal(description, 'no sandbox · Running');
    await rowMenu(page, ['prod-weu', 'Pods', 'payments', 'psql'], 'Show Manifest');
    await activeTab(page, /psql\.yaml/);
    await runCommand(page, 'AKS Sandbox: Show Sandboxed Pods Only');
    await gone(['prod-weu', 'Sandboxed pods', 'payments', 'psql']);
  });

  it('groups pods by what is chosen', async () => {
    const { page } = session();
    await runCommand(page, 'AKS Sandbox: Group Pods By…');
    await pick(page, 'Node pool');
    await row(['prod-weu', 'Sandboxed pods', 'kata1']);
    await expand(page, ['prod-weu', 'Sandboxed pods', 'kata1']);
    await keepPicture(page, 'grouped-by-pool');
    await runCommand(page, 'AKS Sandbox: Group Pods By…');
    await pick(page, 'Namespace');
    await row(['prod-weu', 'Sandboxed pods', 'payments']);
    await expand(page, ['prod-weu', 'Sandboxed pods', 'payments']);
  });

  it('hides a context, and shows it again', async () => {
    const { page } = session();
    await rowMenu(page, 'prod-weu-viewer', 'Hide Context');
    await gone('prod-weu-viewer');
    await runCommand(page, 'AKS Sandbox: Show Hidden Contexts…');
    await row('prod-weu-viewer');
  });

  it('copies the full name of what is shortened', async () => {
    const { page } = session();
    await expand(page, ['prod-weu', 'Node pools', 'kata1']);
    await rowMenu(page, ['prod-weu', 'Node pools', 'kata1', 'aks-kata1-…000001'], 'Copy Name');
    await until(
      async () => /^aks-kata1-\d+-vmss000001$/.test(await clipboardText(page)),
      'the name on the clipboard',
    );
  });

  it('opens the details of a pod by a click', async () => {
    const { page } = session();
    await (await treeRow(page, ['prod-weu', 'Sandboxed pods', 'payments', 'legacy-0'])).click();
    const text = webview(page).locator('body');
    await text.getByRole('heading', { name: 'Pod payments/legacy-0' }).waitFor();
    const said = await text.innerText();
    for (const part of ['RuntimeClass: gvisor', 'Kernel check: not done yet', 'kind: Pod']) {
      assert.ok(said.includes(part), said);
    }
    await keepPicture(page, 'pod-details');
  });

  it('says why a workload has no pods, and shows its events by a click', async () => {
    const { page } = session();
    const thumbs = ['prod-weu', 'Sandboxed pods', 'batch', 'thumbs'];
    await expand(page, thumbs.slice(0, -1));
    const { description, aria } = await row(thumbs);
    assert.equal(description, '0 of 2 pods: RuntimeClass gvisor-v2 not found');
    assert.equal(aria, `Deployment thumbs, ${description}`);
    await (await treeRow(page, thumbs)).click();
    const text = webview(page).locator('body');
    await text.getByRole('heading', { name: 'Deployment batch/thumbs' }).waitFor();
    const said = await text.innerText();
    for (const part of ['0 of 2 pods', 'FailedCreate', 'create it or name another one']) {
      assert.ok(said.includes(part), said);
    }
    await keepPicture(page, 'workload-details');
  });

  it('opens the details of a class, a node and a pool, each with its pods', async () => {
    const { page } = session();
    const text = webview(page).locator('body');
    await (await treeRow(page, ['prod-weu', 'Runtime classes', 'gvisor'])).click();
    await text.getByRole('heading', { name: 'RuntimeClass gvisor' }).waitFor();
    await text.getByText('payments/legacy-0').waitFor();
    await keepPicture(page, 'class-details');
    await (await treeRow(page, ['prod-weu', 'Node pools', 'kata1', 'aks-kata1-…000000'])).click();
    await text.getByRole('heading', { name: /^Node aks-kata1-/ }).waitFor();
    await text.getByText('claims no sandbox').first().waitFor();
    await rowAction(page, ['prod-weu', 'Node pools', 'gv1'], 'Show Details');
    await text.getByRole('heading', { name: 'Node pool gv1' }).waitFor();
    await text.getByText('payments/legacy-0').waitFor();
  });

  it('offers on a row what fits it', async () => {
    const { page } = session();
    const pod = await rowMenuEntries(page, ['prod-weu', 'Sandboxed pods', 'payments', 'legacy-0']);
    assert.deepEqual(pod, [
      'Check Kernel',
      'Show Details',
      'Show Manifest',
      'Show Events',
      'Show Container Log',
      'Follow Container Log',
      'Open Terminal in Pod',
      'Copy Name',
    ]);
    const cluster = await rowMenuEntries(page, 'prod-weu');
    assert.deepEqual(cluster, [
      'Check Kernel',
      'Show Coverage',
      'Run Sample Pods…',
      'Select Active Cluster',
      'Refresh',
      'Open Terminal for This Cluster',
      'Open Kubeconfig',
      'Hide Context',
      'Show Admission Policy',
      'Deploy gVisor…',
      'Upgrade gVisor…',
      'Remove gVisor…',
      'Show Installer Manifest…',
      'Copy Name',
    ]);
    const commands = await commandsMatching(page, 'AKS Sandbox');
    assert.ok(!commands.some((title) => title.includes('Copy Name')), commands.join());
  });

  it('shows a manifest as a read-only document', async () => {
    const { page } = session();
    await rowMenu(page, ['prod-weu', 'Sandboxed pods', 'payments', 'legacy-0'], 'Show Manifest');
    await activeTab(page, /legacy-0\.yaml/);
    assert.match(await documentText(page), /runtimeClassName: gvisor/);
  });

  it('makes a cluster the active one, and shows it in the status bar', async () => {
    const { page } = session();
    await runCommand(page, 'AKS Sandbox: Select Active Cluster');
    await pick(page, 'prod-weu');
    await until(
      async () => (await statusBar(page)).some((text) => text.includes('prod-weu')),
      'the status bar',
    );
    await row(
      'prod-weu',
      ({ description }) => description === '1 ⚠ · AKS 1.35.2 · 3 pools · active',
    );
  });

  it('says in place what one may not see, beside what one may', async () => {
    const { page } = session();
    await expand(page, ['prod-weu-no-nodes', 'Node pools']);
    await row([
      'prod-weu-no-nodes',
      'Node pools',
      'You may not list nodes in prod-weu-no-nodes (needs list on nodes)',
    ]);
    await treeRow(page, ['prod-weu-no-nodes', 'Runtime classes', 'gvisor']);
  });

  it('keeps old data while the server fails, says so, and recovers by the button on the row', async () => {
    const { page, sim } = session();
    sim.faults.add({
      verb: 'list',
      resource: 'nodes',
      user: 'sim-admin',
      // Longer than the test: only the button can bring the data back.
      action: { kind: 'status', code: 503, retryAfterSeconds: 60 },
    });
    await rowMenu(page, 'prod-weu', 'Refresh');
    const old = await until(async () => {
      const rows = await treeRows(page);
      return rows.find(({ label }) => label.startsWith('Old data: prod-weu could not list nodes'));
    }, 'old data');
    await row(['prod-weu', 'Node pools', 'gv1']);
    sim.faults.clear();
    await rowAction(page, old.label, 'Refresh');
    await gone(old.label);
  });

  it('reads well in a narrow side bar', async () => {
    const { page } = session();
    await resizeSideBar(page, 200);
    const legacy = await treeRow(page, ['prod-weu', 'Sandboxed pods', 'payments', 'legacy-0']);
    const { width = 0 } = (await legacy.boundingBox()) ?? {};
    const name = await legacy.locator('.label-name').boundingBox();
    assert.ok(name && name.width > 40 && width <= 200, 'the name is read before the rest');
    await resizeSideBar(page, 400);
  });
});
