import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PRODUCTION } from '../../sim/azure/sample/tenants.ts';
import { clusterAt } from '../../sim/azure/state/account.ts';
import type { Pod } from '../../sim/kube/pod.ts';
import type { Sim } from '../../sim/sim.ts';
import { installSignIn } from '../../vscodeHost/installSignIn.ts';
import { clipboardText } from '../driver/clipboard.ts';
import { dialogButton, notification } from '../driver/notifications.ts';
import { answer, pick, quickInputState, runCommand } from '../driver/quickInput.ts';
import { openView } from '../driver/sideBar.ts';
import { expand, rowMenu, treeRow } from '../driver/tree.ts';
import { findRow, type RowPath, rowWhen, type TreeRow, treeRows } from '../driver/treeRows.ts';
import { until } from '../driver/until.ts';
import { useSession } from '../driver/window/useSession.ts';
import {
  activeTab,
  editorButton,
  keepPicture,
  reload,
  tabs,
  webview,
} from '../driver/workbench.ts';

const LONG = 60_000;

/** How many pools were written. */
const written = (sim: Sim) => sim.azure.account.log.filter(({ method }) => method === 'PUT').length;

/** A pool of the cluster batch, as the simulation keeps it. */
function simPool(sim: Sim, name: string) {
  const pool = clusterAt(sim.azure.account, PRODUCTION.id, 'batch-rg', 'batch').pools.get(name);
  assert.ok(pool);
  return pool;
}

describe('A node pool of Azure', () => {
  const session = useSession({ install: installSignIn });
  const kata90 = ['batch', 'Node pools', 'kata90'];
  const refused = (why: RegExp) =>
    until(async () => why.test((await quickInputState(session().page)).message), String(why));
  const row = (at: RowPath, met: (row: TreeRow) => boolean) => rowWhen(session().page, at, met);

  it('is copied as Terraform from its row', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    await dialogButton(page, 'Allow');
    await expand(page, ['batch']);
    await treeRow(page, kata90);
    await rowMenu(page, kata90, 'Copy as az / Bicep / Terraform…');
    await pick(page, 'Terraform', 'Copy as az / Bicep / Terraform: kata90');
    await notification(page, /^Copied kata90 of batch as a Terraform configuration/);
    const text = await clipboardText(page);
    assert.match(text, /^import \{\n {2}to = azapi_resource\.kata90\n/m);
    assert.match(text, /workloadRuntime = "KataVmIsolation"/);
  });

  it('is copied as an az command from the palette, which asks for cluster and pool', async () => {
    const { page } = session();
    await runCommand(page, 'AKS Sandbox: Copy as az / Bicep / Terraform…');
    await pick(page, 'batch');
    await pick(page, 'spot');
    await pick(page, 'az', 'Copy as az / Bicep / Terraform: spot');
    await notification(page, /^Copied spot of batch as a command of the Azure CLI/);
    assert.match(await clipboardText(page), /^az aks nodepool add .*--priority Spot/s);
  });

  it('is scaled after its page was read, and refused where nothing changes', async () => {
    const { page, sim } = session();
    await rowMenu(page, kata90, 'Scale Node Pool…');
    await answer(page, '1', 'Scale Node Pool: kata90');
    await refused(/That is what it has now/);
    await answer(page, '2');
    await activeTab(page, /Scale kata90 of batch/);
    await webview(page).locator('body').getByText('From 1 to 2 nodes.').waitFor();
    assert.equal(written(sim), 0);
    await keepPicture(page, 'scale-pool');
    await editorButton(page, 'Send to Azure');
    await notification(page, /^kata90 of batch is scaled, Azure says/, LONG);
    assert.equal(written(sim), 1);
    const sent = sim.azure.account.log.find(({ method }) => method === 'PUT');
    assert.equal(Reflect.get(Object(sent?.body).properties, 'count'), 2);
    await row(kata90, ({ description }) => description.startsWith('Kata · 2 nodes'));
  });

  it('is read and asked for again where somebody changed it meanwhile', async () => {
    const { page, sim } = session();
    await rowMenu(page, kata90, 'Scale Node Pool…');
    await answer(page, '5', 'Scale Node Pool: kata90');
    await activeTab(page, /Scale kata90 of batch/);
    simPool(sim, 'kata90').revision++;
    await editorButton(page, 'Send to Azure');
    await notification(page, /^Somebody changed kata90 of batch meanwhile, and nothing was done/);
    await activeTab(page, /Scale kata90 of batch/);
    await editorButton(page, 'Discard');
    await until(async () => (await tabs(page)).length === 0, 'the page to be closed');
    const statuses = sim.azure.account.log
      .filter(({ method }) => method === 'PUT')
      .map(({ status }) => status);
    assert.deepEqual(statuses, [200, 412]);
  });

  it('is told that there was nothing to stop any more', async () => {
    const { page } = session();
    const growing = ['batch', 'Node pools', 'growing'];
    await rowMenu(page, growing, 'Stop Running Operation…');
    await activeTab(page, /Stop what goes on with growing of batch/);
    await editorButton(page, 'Send to Azure');
    await notification(page, /^What Azure did with growing of batch had already finished/);
  });

  it('is not deleted where it is the last one of mode System', async () => {
    const { page, sim } = session();
    await rowMenu(page, ['batch', 'Node pools', 'system'], 'Delete Node Pool…');
    await notification(page, /system is the last node pool of mode System/);
    assert.equal(written(sim), 2);
  });

  it('goes on with it after the window was reloaded, without sending it again', async () => {
    const { page, sim } = session();
    const { account } = sim.azure;
    account.plans.set('kata90', { ends: 'never' });
    await rowMenu(page, kata90, 'Scale Node Pool…');
    await answer(page, '3', 'Scale Node Pool: kata90');
    await editorButton(page, 'Send to Azure');
    await notification(page, /Scaling kata90 of batch: scaling/, LONG);
    await reload(page);
    // A window that opens anew signs in and lists before it goes on.
    await notification(page, /Scaling kata90 of batch: scaling/, LONG);
    const pool = simPool(sim, 'kata90');
    pool.properties = { ...pool.properties, provisioningState: 'Succeeded' };
    await notification(page, /^kata90 of batch is scaled, Azure says/, LONG);
    assert.equal(written(sim), 3);
  });

  it('is deleted once its name was typed, with the pods named that go', async () => {
    const { page, sim } = session();
    await expand(page, ['prod-weu']);
    const kata1 = ['prod-weu', 'Node pools', 'kata1'];
    // Azure's record is there.
    await row(kata1, ({ description }) => /image \d+ days old/.test(description));
    await rowMenu(page, kata1, 'Delete Node Pool…');
    const said = webview(page).locator('body');
    await said.getByText('would go:').waitFor();
    await keepPicture(page, 'delete-pool');
    const pod = sim.objects<Pod>('pods').find(({ spec, metadata }) => {
      const owner = metadata.ownerReferences?.[0]?.kind;
      return spec?.nodeName?.startsWith('aks-kata1-') && owner !== 'DaemonSet';
    });
    assert.ok(pod);
    await said.getByText(`${pod.metadata.namespace}/${pod.metadata.name}`).first().waitFor();
    await answer(page, 'kata', 'Delete Node Pool: kata1 of prod-weu');
    await refused(/The node pool is called kata1/);
    await answer(page, 'kata1');
    await notification(page, /^kata1 of prod-weu is deleted/, LONG);
    const sent = sim.azure.account.log.filter(({ method }) => method === 'DELETE');
    assert.deepEqual(
      sent.map(({ query }) => query),
      [{ 'api-version': '2026-06-01' }],
    );
    await until(
      async () => !findRow(await treeRows(page), kata1),
      'the row of the deleted pool to go',
    );
  });
});
