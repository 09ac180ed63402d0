import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { resultsFolder } from '../host/projectPaths.ts';
import { documentText } from './driver/editor.ts';
import { dialog, dialogButton, dismissNotification, notification } from './driver/notifications.ts';
import { pickSeveral, quickInputState } from './driver/quickInput.ts';
import { openView, resizeSideBar } from './driver/sideBar.ts';
import { expand, rowMenu } from './driver/tree.ts';
import { findRow, type RowPath, type TreeRow, treeRows } from './driver/treeRows.ts';
import { until } from './driver/until.ts';
import { useSession } from './driver/useSession.ts';
import { webview } from './driver/workbench.ts';

const POOLS = ['prod-weu', 'Node pools'];
const GV1 = [...POOLS, 'gv1'];
const THIRD = [...GV1, 'aks-gv1-…000002'];
const LONG = 60_000;

describe('gVisor', () => {
  const session = useSession();
  const row = (rowPath: RowPath, met: (row: TreeRow) => boolean = () => true) =>
    until(
      async () => {
        const found = findRow(await treeRows(session().page), rowPath);
        return found && met(found) ? found : undefined;
      },
      `the row ${String(rowPath)}`,
    );
  /** Keeps a picture of the moment beside the results. */
  const picture = (name: string) =>
    session().page.screenshot({ path: path.join(resultsFolder, 'ui', `gvisor-${name}.png`) });

  it('is deployed: pools with a verdict, what is sent, one question, each node live, proof', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await resizeSideBar(page, 520);
    await expand(page, GV1);
    await row(THIRD, ({ description }) => description.startsWith('Ready · 6.8.0'));
    await rowMenu(page, POOLS, 'Deploy gVisor…');
    const asked = await quickInputState(page, 'Deploy gVisor: Choose Node Pools');
    const pools = asked.entries.filter((entry) => /^\w+$/.test(entry));
    assert.deepEqual(pools, ['gv1', 'system', 'kata1']);
    assert.ok(asked.entries.some((entry) => entry.includes('a Kata pool')));
    await picture('pools');
    await pickSeveral(page, []);
    const question = await dialog(page);
    assert.match(question.message, /Deploy gVisor in prod-weu\?/);
    assert.match(question.detail, /on 3 nodes of gv1, one node after the other/);
    assert.match(question.detail, /as good as root/);
    assert.match(question.detail, /does not support/);
    assert.match(question.detail, /an empty pool does not grow/);
    await picture('question');
    await dialogButton(page, 'Deploy gVisor');
    await row(THIRD, ({ description }) => /gVisor: (?:installing|waits)/.test(description));
    await picture('progress');
    const said = await notification(page, 'gVisor runs on', LONG);
    assert.match(said, /gVisor runs on 3 of 3 nodes in prod-weu, proven by a pod on each/);
    await row(THIRD, ({ description }) => description.startsWith('Ready · ✓ 4.19.0-gvisor'));
    await row(GV1, ({ description }) => description.startsWith('gVisor · 3/3 ready'));
    await picture('deployed');
    await dismissNotification(page, 'gVisor runs on');
    assert.match(await documentText(page), /gVisor on the nodes of these pools/);
  });

  it('shows each runtime by a sample pod', async () => {
    const { page } = session();
    await rowMenu(page, ['prod-weu'], 'Run Sample Pods…');
    assert.match((await dialog(page)).message, /Run 5 sample pods in prod-weu\?/);
    await dialogButton(page, 'Run Sample Pods');
    const table = webview(page);
    await table.locator('h1', { hasText: 'Sample pods in prod-weu' }).waitFor({ timeout: LONG });
    const rows = await table.locator('tbody tr').allInnerTexts();
    assert.match(rows.join('\n'), /gvisor\s+gVisor\s+4\.\S+\s+✓ gVisor's kernel/);
    assert.match(rows.join('\n'), /\(none\)\s+no sandbox\s+\S+\s+the node's kernel/);
    await picture('samples');
  });

  it('is not removed while pods run under it, unless a person says so', async () => {
    const { page } = session();
    await rowMenu(page, POOLS, 'Remove gVisor…');
    const question = await dialog(page);
    assert.match(question.message, /Remove gVisor from gv1 in prod-weu\?/);
    assert.match(question.detail, /pods run under gVisor/);
    assert.match(question.detail, /payments\/worker-/);
    assert.deepEqual(
      question.buttons.filter((button) => button !== 'Cancel'),
      ['Remove Although Pods Run'],
    );
    await picture('remove');
    await dialogButton(page, 'Remove Although Pods Run');
    await notification(page, 'gVisor is removed from all nodes of prod-weu', LONG);
    await row(GV1, ({ description }) => description.startsWith('no sandbox'));
    assert.equal(session().sim.object('runtimeclasses', undefined, 'gvisor'), undefined);
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
    await quickInputState(page, 'Deploy gVisor: Choose Node Pools');
    await pickSeveral(page, []);
    const said = await notification(page, 'The RuntimeClass gvisor', LONG);
    assert.match(said, /\(handler runsc-theirs\) exists in prod-weu, and it is not ours/);
    assert.equal(sim.object('namespaces', undefined, 'aks-sandbox'), undefined);
  });
});
