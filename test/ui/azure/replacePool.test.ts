import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PRODUCTION } from '../../sim/azure/sample/tenants.ts';
import { clusterAt } from '../../sim/azure/state/account.ts';
import type { KubeNode } from '../../sim/kube/node.ts';
import type { Pod } from '../../sim/kube/pod.ts';
import { installSignIn } from '../../vscodeHost/installSignIn.ts';
import { dialogButton, notification, notificationButton } from '../driver/notifications.ts';
import { answer, quickInputState, runCommand } from '../driver/quickInput.ts';
import { openView, resizeSideBar } from '../driver/sideBar.ts';
import { expand, rowMenu } from '../driver/tree.ts';
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
import { rowWhen } from '../driver/treeRows.ts';

const LONG = 60_000;
const OLD = ['prod-weu', 'Node pools', 'kata1'];
const MENU = 'Replace Old Kata Pool…';
const BUDGET = 'The disruption budget api needs 2 healthy pods and has 2 currently';

describe('Replacing an old Kata pool', () => {
  const session = useSession({ install: installSignIn });
  const { sim, page } = { sim: () => session().sim, page: () => session().page };
  const azurePools = () =>
    clusterAt(sim().azure.account, PRODUCTION.id, 'sandbox-rg', 'prod-weu').pools;
  const sent = () =>
    sim()
      .azure.account.log.filter(({ method }) => method === 'PUT' || method === 'DELETE')
      .map(({ method, path }) => `${method} ${path.split('/').at(-1) ?? ''}`);
  const nodes = () =>
    sim()
      .objects<KubeNode>('nodes')
      .filter(({ metadata }) => metadata.labels?.['agentpool'] === 'kata1');
  const pods = () => {
    const names = new Set(nodes().map(({ metadata }) => metadata.name));
    return sim()
      .objects<Pod>('pods')
      .filter(
        ({ spec, metadata, status }) =>
          names.has(spec.nodeName ?? '') &&
          metadata.ownerReferences?.[0]?.kind !== 'DaemonSet' &&
          status?.phase === 'Running',
      );
  };

  const drainPageGone = () =>
    until(
      async () => !(await tabs(page())).some((tab) => tab.includes('Drain kata1')),
      'the page of the drain to be closed',
    );

  it('is offered on the row of an old pool', async () => {
    const pool = azurePools().get('kata1');
    assert.ok(pool);
    pool.properties = { ...pool.properties, workloadRuntime: 'KataMshvVmIsolation' };
    await openView(page(), 'AKS Sandbox');
    await resizeSideBar(page(), 420);
    await runCommand(page(), 'AKS Sandbox: Sign In to Azure');
    await dialogButton(page(), 'Allow');
    await expand(page(), ['prod-weu', 'Node pools']);
    await rowWhen(page(), OLD, ({ description }) =>
      description.includes('old preview pool: replace it'),
    );
  });

  it('asks for a name alone, and creates a pool of the same shape', async () => {
    await rowMenu(page(), OLD, MENU);
    const title = 'Replace Old Kata Pool: kata1';
    assert.equal((await quickInputState(page(), title)).value, 'kata2');
    await answer(page(), 'kata1', title);
    await until(
      async () => /There is a node pool kata1/.test((await quickInputState(page())).message),
      'the name to be refused',
    );
    await answer(page(), 'kata2', title);
    await activeTab(page(), 'Create kata2 in prod-weu');
    const text = webview(page()).locator('body');
    await text.getByText('Step 1 of 3 of replacing').waitFor();
    assert.deepEqual(sent(), []);
    await editorButton(page(), 'Create');
    await activeTab(page(), /^Drain kata1 of prod-weu/);
    assert.deepEqual(sent(), ['PUT kata2']);
    const [old, made] = ['kata1', 'kata2'].map((name) => azurePools().get(name)?.properties);
    assert.equal(made?.['workloadRuntime'], 'KataVmIsolation');
    assert.equal(made?.['osSKU'], 'AzureLinux');
    assert.equal(made?.['vmSize'], old?.['vmSize']);
    assert.equal(made?.['count'], old?.['count']);
  });

  it('stops after a step, and goes on after a reload without repeating it', async () => {
    await editorButton(page(), 'Discard');
    await notification(page(), /^kata2 is there, and kata1 is not drained/);
    await drainPageGone();
    assert.ok(nodes().every(({ spec }) => spec?.unschedulable !== true));
    await reload(page());
    await expand(page(), ['prod-weu', 'Node pools']);
    await rowWhen(page(), OLD, ({ description }) =>
      description.includes('old preview pool: replace it'),
    );
    await rowMenu(page(), OLD, MENU);
    await activeTab(page(), /^Drain kata1 of prod-weu/);
    assert.deepEqual(sent(), ['PUT kata2']);
  });

  it('names the pods, waits out a disruption budget, and drains', async () => {
    const text = webview(page()).locator('body');
    await text.getByText('Step 2 of 3 of replacing').waitFor();
    await keepPicture(page(), 'drain-pool');
    const said = await text.innerText();
    const before = pods();
    assert.ok(before.length > 0);
    for (const { metadata } of before) {
      assert.ok(said.includes(`${metadata.namespace}/${metadata.name}`), metadata.name);
    }
    const [held] = before;
    assert.ok(held);
    const release = sim().faults.add({
      resource: 'pods/eviction',
      name: held.metadata.name,
      action: {
        kind: 'status',
        code: 429,
        causes: [{ reason: 'DisruptionBudget', message: BUDGET }],
      },
    });
    await editorButton(page(), 'Cordon and Drain');
    await notification(page(), new RegExp(`${held.metadata.name}.*may not go yet: ${BUDGET}`));
    assert.ok(pods().some(({ metadata }) => metadata.uid === held.metadata.uid));
    await reload(page());
    await notificationButton(page(), /The drain of kata1 of prod-weu was interrupted/, 'Go On…');
    await activeTab(page(), /^Drain kata1 of prod-weu/);
    await text.getByText('since this window opened').waitFor();
    await editorButton(page(), 'Cordon and Drain');
    await notification(
      page(),
      new RegExp(`${held.metadata.name}.*may not go yet: ${BUDGET}`),
      LONG,
    );
    release();
    await activeTab(page(), /Delete kata1 of prod-weu/);
    assert.ok(nodes().every(({ spec }) => spec?.unschedulable === true));
    assert.deepEqual(pods(), []);
    assert.deepEqual(sent(), ['PUT kata2']);
  });

  it('is asked for by its name before the old pool is deleted', async () => {
    await page().keyboard.press('Escape');
    await notification(page(), /^kata1 is drained, and still there/);
    await expand(page(), ['prod-weu', 'Node pools']);
    await rowWhen(page(), OLD, ({ description }) =>
      description.includes('old preview pool: replace it'),
    );
    await rowMenu(page(), OLD, MENU);
    await answer(page(), 'kata1', 'Replace Old Kata Pool: kata1 of prod-weu');
    await notification(page(), /^kata1 of prod-weu is deleted/, LONG);
    assert.deepEqual(sent(), ['PUT kata2', 'DELETE kata1']);
    await until(() => Promise.resolve(!azurePools().has('kata1')), 'the old pool to go');
    assert.ok(azurePools().has('kata2'));
    await drainPageGone();
  });
});
