import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { installSignIn } from '../../vscodeHost/installSignIn.ts';
import {
  dialogButton,
  dismissNotification,
  notification,
  notificationButton,
} from '../driver/notifications.ts';
import { answer, pick, quickInput, quickInputState, runCommand } from '../driver/quickInput.ts';
import { openView, resizeSideBar } from '../driver/sideBar.ts';
import { expand, rowMenu } from '../driver/tree.ts';
import { type RowPath, rowWhen, type TreeRow } from '../driver/treeRows.ts';
import { until } from '../driver/until.ts';
import { useSession } from '../driver/window/useSession.ts';
import { choosePool, CREATE_KATA, reviewPool } from './newPool.ts';
import {
  activeTab,
  editorButton,
  keepPicture,
  reload,
  setTheme,
  tabs,
  webview,
} from '../driver/workbench.ts';

const LONG = 60_000;
const POOLS = ['prod-weu', 'Node pools'];

describe('Creating a node pool', () => {
  const session = useSession({ install: installSignIn });
  const account = () => session().sim.azure.account;
  const row = (at: RowPath, met?: (row: TreeRow) => boolean) =>
    rowWhen(session().page, at, met, LONG);
  const sent = (pool: string, method = 'PUT') =>
    account().log.filter((one) => one.method === method && one.path.includes(`/${pool}`));
  it('begins at the cluster, with a sign-in', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await resizeSideBar(page, 420);
    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    await dialogButton(page, 'Allow');
    await row('prod-weu', ({ description }) => !description.includes('listing'));
    await row('batch');
    await expand(page, [...POOLS, 'kata1']);
  });

  it('refuses a name at once, before anything is sent', async () => {
    const { page } = session();
    await rowMenu(page, ['prod-weu'], `${CREATE_KATA}…`);
    const first = await quickInputState(page, CREATE_KATA);
    assert.equal(first.value, 'kata2');
    for (const [name, why] of [
      ['Kata1', 'lower-case letter'],
      ['abcdefghijklm', 'At most 12 characters'],
      ['1ab', 'lower-case letter'],
      ['a-b', 'Only lower-case letters and digits'],
      ['gv1', 'There is a node pool gv1 already'],
    ] as const) {
      await answer(page, name, CREATE_KATA);
      await until(async () => {
        const { message } = await quickInputState(page);
        return message.includes(why) ? message : undefined;
      }, `why ${name} is refused`);
    }
  });

  it('offers the sizes that can nest first, and goes back', async () => {
    const { page } = session();
    await answer(page, 'kata2', CREATE_KATA);
    await quickInput(page).getByText('Known to nest virtual machines').waitFor();
    const { entries } = await quickInputState(page);
    assert.ok(entries.includes('Standard_D4s_v5'));
    assert.ok(!entries.some((entry) => /Standard_D4ps|DC/.test(entry)));
    await keepPicture(page, 'create-size-dark');
    await quickInput(page).getByRole('button', { name: 'Back' }).click();
    await until(async () => (await quickInputState(page)).value === 'kata2', 'the name again');
    await page.keyboard.press('Escape');
    assert.equal(sent('kata2').length, 0);
  });

  it('shows one page that can be left, and discards', async () => {
    const { page } = session();
    await rowMenu(page, POOLS, `${CREATE_KATA}…`);
    await choosePool(page, 'kata2', '1');
    const text = await reviewPool(page, 'kata2');
    for (const part of [
      'Create the node pool kata2 in prod-weu?',
      'known to have it',
      'list price, without discounts',
      'az aks nodepool add',
      '"workloadRuntime": "KataVmIsolation"',
      'What Pod Sandboxing cannot do',
    ]) {
      assert.ok(text.includes(part), part);
    }
    await keepPicture(page, 'create-page-dark');
    // The question stands while other things are looked at.
    await page.locator('.part.sidebar').click();
    await editorButton(page, '✗ Discard');
    await until(async () => !(await tabs(page)).some((tab) => tab.startsWith('Create')), 'no page');
    assert.equal(sent('kata2').length, 0);
  });

  it('creates what the page shows, and proves it', async () => {
    const { page } = session();
    await rowMenu(page, POOLS, `${CREATE_KATA}…`);
    await choosePool(page, 'kata2', '2');
    const text = await reviewPool(page, 'kata2');
    const shown: unknown = JSON.parse(/\{\n[\s\S]*?\n\}/.exec(text)?.[0] ?? '');
    await editorButton(page, '✓ Create');
    const said = await notification(page, 'The node pool kata2 in prod-weu is ready', LONG);
    assert.match(said, /with 2 nodes\. A pod of kata-vm-isolation on aks-kata2-\S+ proved Kata/);
    const [put, ...more] = sent('kata2');
    assert.deepEqual([put?.body, more], [shown, []]);
    await row([...POOLS, 'kata2'], ({ description }) => description.startsWith('Kata · 2/2 ready'));
    await keepPicture(page, 'create-ready');
    await dismissNotification(page, 'The node pool kata2');
  });

  it('says why Azure could not', async () => {
    const { page } = session();
    account().plans.set('kata3', { ends: 'Failed' });
    await rowMenu(page, POOLS, `${CREATE_KATA}…`);
    await choosePool(page, 'kata3', '1');
    await reviewPool(page, 'kata3');
    await editorButton(page, '✓ Create');
    const said = await notification(page, 'could not create the node pool kata3', LONG);
    assert.match(
      said,
      /Allocation failed.*\(AllocationFailed\)\. Try another size, zone or region/,
    );
    await dismissNotification(page, 'could not create');
  });

  it('is waited for no longer, and stopped on Azure', async () => {
    const { page } = session();
    account().plans.set('kata4', { ends: 'never' });
    await rowMenu(page, POOLS, `${CREATE_KATA}…`);
    await choosePool(page, 'kata4', '1');
    await reviewPool(page, 'kata4');
    await editorButton(page, '✓ Create');
    await notification(page, /Creating the node pool kata4 in prod-weu: Azure: Creating/, LONG);
    await notificationButton(page, 'Creating the node pool kata4', 'Cancel');
    await notificationButton(page, 'You no longer wait for the node pool kata4', 'Stop on Azure…');
    await activeTab(page, 'Stop what goes on with kata4');
    await keepPicture(page, 'create-stop');
    await editorButton(page, '✓ Send to Azure');
    await notification(page, 'Azure stopped what it did with kata4', LONG);
    await row([...POOLS, 'kata4'], ({ description }) => description.startsWith('stopped before'));
    assert.equal(sent('kata4', 'POST').length, 1);
    await dismissNotification(page, 'Azure stopped what it did');
  });

  it('is followed to its end by a window that is reloaded in the middle', async () => {
    const { page } = session();
    account().plans.set('kata5', { ends: 'Succeeded', ms: 25_000 });
    await rowMenu(page, POOLS, `${CREATE_KATA}…`);
    await choosePool(page, 'kata5', '1');
    await reviewPool(page, 'kata5');
    await editorButton(page, '✓ Create');
    await notification(page, /Creating the node pool kata5 in prod-weu: Azure: Creating/, LONG);
    await reload(page);
    await notification(page, /Creating the node pool kata5 in prod-weu/, LONG);
    const said = await notification(page, 'The node pool kata5 in prod-weu is ready', LONG);
    assert.match(said, /A pod of kata-vm-isolation on aks-kata5-\S+ proved Kata/);
    assert.equal(sent('kata5').length, 1);
    await dismissNotification(page, 'The node pool kata5');
  });

  it('reconciles a cluster whose class did not come, after a page, and proves the pool', async () => {
    const { page, sim } = session();
    for (const name of ['kata-vm-isolation', 'kata-mshv-vm-isolation']) {
      sim.remove('runtimeclasses', undefined, name);
    }
    await runCommand(page, 'AKS Sandbox: Reconcile Cluster…');
    await pick(page, 'prod-weu', 'Reconcile Cluster');
    await pick(page, 'kata2', 'Reconcile Cluster');
    await activeTab(page, 'Reconcile prod-weu');
    const text = webview(page).locator('body');
    await text.getByText('if-match:').waitFor();
    assert.match(await text.innerText(), /-\s+"provisioningState": "Succeeded"/);
    await keepPicture(page, 'reconcile-page');
    const reconciles = () =>
      account().log.filter(({ method, path: at }) => method === 'PUT' && at.endsWith('/prod-weu'));
    assert.equal(reconciles().length, 0);
    await editorButton(page, '✓ Send to Azure');
    const said = await notification(page, 'The node pool kata2 in prod-weu is ready', LONG);
    assert.match(said, /A pod of kata-vm-isolation on aks-kata2-\S+ proved Kata/);
    assert.equal(reconciles().length, 1);
    await dismissNotification(page, 'The node pool kata2');
    await runCommand(page, 'AKS Sandbox: Reconcile Cluster…');
    await pick(page, 'prod-weu', 'Reconcile Cluster');
    await pick(page, 'kata2', 'Reconcile Cluster');
    await notification(page, 'there is nothing to reconcile');
    await dismissNotification(page, 'there is nothing to reconcile');
  });

  it('makes a pool for gVisor, and offers to deploy it', async () => {
    const { page } = session();
    await expand(page, POOLS);
    await setTheme(page, 'Light Modern');
    await rowMenu(page, POOLS, 'Create gVisor Node Pool…');
    await answer(page, 'gvisor1', 'Create gVisor Node Pool');
    await pick(page, 'Ubuntu', 'Create gVisor Node Pool');
    await quickInput(page).locator('.monaco-list-row', { hasText: 'Standard_D4s_v5' }).waitFor();
    await keepPicture(page, 'create-size-light');
    await pick(page, 'Standard_D4s_v5', 'Create gVisor Node Pool');
    await until(
      async () => (await quickInputState(page)).message.includes('How many'),
      'the count',
    );
    await answer(page, '0-3', 'Create gVisor Node Pool');
    await pick(page, 'Review…', 'Create gVisor Node Pool');
    await activeTab(page, 'Create gvisor1 in prod-weu');
    await webview(page).getByText('An autoscaler that starts from no node').waitFor();
    await keepPicture(page, 'create-page-light');
    await editorButton(page, '✓ Create');
    await notification(page, 'The node pool gvisor1 in prod-weu is ready', LONG);
    const [put] = sent('gvisor1');
    assert.deepEqual(put?.body, {
      properties: {
        count: 0,
        mode: 'User',
        osType: 'Linux',
        osSKU: 'Ubuntu',
        type: 'VirtualMachineScaleSets',
        vmSize: 'Standard_D4s_v5',
        enableAutoScaling: true,
        minCount: 0,
        maxCount: 3,
      },
    });
  });
});
