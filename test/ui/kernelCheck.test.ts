import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  dismissNotification,
  notification,
  notificationButton,
  notificationGone,
} from './driver/notifications.ts';
import { answer, pick, quickInputState, runCommand } from './driver/quickInput.ts';
import { openView } from './driver/sideBar.ts';
import { expand, rowAction, rowMenu } from './driver/tree.ts';
import { type RowPath, rowWhen, type TreeRow } from './driver/treeRows.ts';
import { until } from './driver/until.ts';
import { useSession } from './driver/window/useSession.ts';
import {
  activeTab,
  askedPage,
  editorButton,
  keepPicture,
  outputText,
  tabs,
  webview,
} from './driver/workbench.ts';

describe('Kernel check', () => {
  const session = useSession();
  const row = (path: RowPath, met?: (row: TreeRow) => boolean) =>
    rowWhen(session().page, path, met);
  const payments = ['prod-weu', 'Sandboxed pods', 'payments'];
  const podName = (prefix: string): string =>
    session()
      .sim.objects('pods', 'payments')
      .find(({ metadata }) => metadata.name?.startsWith(prefix))?.metadata.name ?? '';

  it('checks a namespace from the tree, and shows each verdict on its pod', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await expand(page, payments);
    await rowAction(page, payments, 'Check Kernel');
    const said = await notification(page, 'Checked 8 pods');
    assert.match(
      said,
      /6 gVisor, 1 on the node's kernel, 1 indeterminate\. 1 contradicts its claim/,
    );
    await row(
      [...payments, 'legacy-0'],
      ({ description }) => description === "✗ gVisor: runs on the node's kernel",
    );
    await row([...payments, podName('worker-')], ({ description }) =>
      description.startsWith('gVisor ✓ 4.'),
    );
    await row([...payments, podName('vault-proxy-')], ({ description }) =>
      description.startsWith('gVisor ?'),
    );
    await row(payments, ({ description }) => description === '1 ✗ · 8 of 12 pods');
    const badge = page.locator('.part.activitybar .badge-content', { hasText: '1' });
    await badge.first().waitFor();
  });

  it('shows the report', async () => {
    const { page } = session();
    await notificationButton(page, 'Checked 8 pods', 'Show Report');
    const report = webview(page);
    await report.locator('h1', { hasText: 'Kernel check: prod-weu' }).waitFor();
    const [first] = await report.locator('tbody tr').allInnerTexts();
    assert.match(
      first ?? '',
      /payments\/legacy-0\s+gVisor\s+✗ the node's kernel\s+image\s+6\.8\.0-1065-azure/,
    );
  });

  it('leads from the report to a pod, and says what to do about a contradiction', async () => {
    const { page } = session();
    const report = webview(page);
    await report.getByText('What to do').waitFor();
    await keepPicture(page, 'report');
    await report.getByRole('link', { name: 'payments/legacy-0' }).first().click();
    await activeTab(page, 'legacy-0.md');
    await until(
      async () => (await webview(page).locator('body').innerText()).includes('kind: Pod'),
      'the page of the pod',
    );
    assert.match(
      await webview(page).locator('body').innerText(),
      /Kernel check: the node's kernel: /,
    );
  });

  it('saves the report from where it is shown, as Markdown or JSON', async () => {
    const { page, workspace } = session();
    for (const [name, begins] of [
      ['report.md', '# Kernel check: prod-weu'],
      ['report.json', '{\n  "version": 1,\n  "cluster": "prod-weu"'],
    ] as const) {
      await runCommand(page, 'AKS Sandbox: Show Last Report');
      await activeTab(page, /Kernel Check/);
      await page.getByRole('button', { name: 'Save…' }).first().click();
      // The dialog fills in its proposal a moment after it shows, over what was typed until then.
      await until(
        async () => (await quickInputState(page)).value.includes('kernel-check-prod-weu'),
        'the proposed name',
      );
      await answer(page, join(workspace, name), 'Save Kernel Check Report');
      await activeTab(page, name);
      assert.ok((await readFile(join(workspace, name), 'utf8')).startsWith(begins));
    }
  });

  it('reads another way what exec cannot read, after showing what it sends and asking once', async () => {
    const { page } = session();
    await rowAction(page, [...payments, podName('vault-proxy-')], 'Check Kernel');
    await notificationButton(page, 'Checked 1 pod', 'Check Another Way');
    await pick(page, 'Ephemeral Container');
    const asked = await askedPage(page, 'Add an ephemeral container to 1 pod in prod-weu?');
    assert.match(asked, /payments\/vault-proxy-/);
    assert.match(
      asked,
      /ephemeralContainers:\n +- name: aks-sandbox-check-…\n +image: mcr\.microsoft\.com/,
    );
    await editorButton(page, '✓ Add Ephemeral Containers');
    await notification(page, 'Checked 1 pod: 1 gVisor');
    await row([...payments, podName('vault-proxy-')], ({ description }) =>
      description.startsWith('gVisor ✓'),
    );
    await dismissNotification(page, 'Checked 1 pod: 1 gVisor');
  });

  it('checks the whole cluster from the palette', async () => {
    const { page } = session();
    await runCommand(page, 'AKS Sandbox: Select Active Cluster');
    await pick(page, 'prod-weu');
    await runCommand(page, 'AKS Sandbox: Check Kernel');
    await pick(page, 'Cluster');
    const said = await notification(page, 'Checked 19 pods');
    assert.match(said, /2 contradict their claim/);
    assert.match(
      said,
      /Counted: 18 sandboxed pods \(1 has ended\), 1 with a RuntimeClass that is no sandbox\./,
    );
    await dismissNotification(page, 'Checked 19 pods');
    await row(['prod-weu', 'Sandboxed pods'], ({ description }) => description.endsWith('18'));
  });

  it('shows which pods are covered, with their verdicts, and saves it as CSV', async () => {
    const { page, workspace } = session();
    await rowMenu(page, 'prod-weu', 'Show Coverage');
    await activeTab(page, 'coverage.md');
    const said = await webview(page).locator('body').innerText();
    assert.match(said, /Counted: 18 sandboxed pods \(1 has ended\), 1 with a RuntimeClass/);
    assert.match(said, /Namespaces of the cluster itself: 0 of \d+ pods \(0%\)/);
    await keepPicture(page, 'coverage');
    await page.getByRole('button', { name: 'Save…' }).first().click();
    await until(
      async () => (await quickInputState(page)).value.includes('coverage-prod-weu'),
      'the proposed name',
    );
    await answer(page, join(workspace, 'coverage.csv'), 'Save Coverage');
    await activeTab(page, 'coverage.csv');
    const saved = await readFile(join(workspace, 'coverage.csv'), 'utf8');
    assert.match(
      saved,
      /\nprod-weu,payments,no,StatefulSet,legacy,legacy-0,Running,gvisor,gVisor,yes,✗ the node's kernel,/,
    );
  });

  it('is cancelled, says what was done, and leaves no exec behind', async () => {
    const { page, sim } = session();
    sim.setRuntime('payments', 'legacy-0', { profile: 'hang' });
    await rowAction(page, payments, 'Check Kernel');
    await notificationButton(page, 'Checking kernels in prod-weu', 'Cancel');
    assert.match(
      await notification(page, 'was cancelled after'),
      /of 8 pods\. It only read: nothing was changed/,
    );
    await notificationButton(page, 'was cancelled after', 'Show Report');
    await webview(page).getByText('This report is not complete').waitFor();
    const reports = (await tabs(page)).filter((title) => title === 'Kernel Check.md');
    assert.equal(reports.length, 1, 'it took the place of the one before');
    await notificationGone(page, 'Checking kernels in prod-weu');
    await until(async () => sim.requests.openExecs === 0, 'no open exec');
    sim.setRuntime('payments', 'legacy-0', { profile: 'normal' });
  });

  it('says what went wrong and the next step, and the cause is in the log, without secrets', async () => {
    const { page, sim } = session();
    sim.faults.add({
      verb: 'list',
      resource: 'pods',
      action: {
        kind: 'status',
        code: 500,
        message: '[etcd is away](command:workbench.action.quit)',
      },
    });
    await rowAction(page, payments, 'Check Kernel');
    const said = await notification(page, 'could not list pods');
    assert.match(said, /prod-weu could not list pods \(HTTP 500\): \[etcd is away\] \(command:/);
    assert.equal(await page.locator('.notification-list-item-message a').count(), 0);
    sim.faults.clear();
    await notificationButton(page, 'could not list pods', 'Show Log');
    const log = await outputText(page);
    assert.match(log, /etcd is away/);
    assert.doesNotMatch(log, /sim-admin\b(?!-)|Bearer [^*]/);
  });
});
