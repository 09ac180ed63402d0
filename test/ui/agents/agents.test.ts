import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { notification } from '../driver/notifications.ts';
import { openView } from '../driver/sideBar.ts';
import { expand, rowAction, rowMenuEntries, rowTooltip } from '../driver/tree.ts';
import { type RowPath, rowWhen, type TreeRow } from '../driver/treeRows.ts';
import { useSession } from '../driver/window/useSession.ts';

describe('Agent sandboxes', () => {
  const session = useSession({ sim: { agents: 'v1beta1' } });
  const row = (path: RowPath, met?: (row: TreeRow) => boolean) =>
    rowWhen(session().page, path, met);
  const agents = ['prod-weu', 'Agent sandboxes', 'agents'];

  it('stand in the tree, what asks for less than was promised first', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await expand(page, agents);
    await row([...agents, 'a-2'], ({ description }) => description.endsWith('pod: none ✗'));
    const old = await row([...agents, 'old-1']);
    assert.equal(old.description, 'asks for no sandbox ⚠');
    assert.match(old.aria, /^Sandbox old-1, asks for no sandbox/);
    const tooltip = await rowTooltip(page, [...agents, 'a-2']);
    assert.match(tooltip, /Its pod has another class than its template/);
  });

  it('are checked from their rows', async () => {
    const { page } = session();
    await rowAction(page, [...agents, 'python-pool-k2'], 'Check Kernel');
    await notification(page, 'Checked 1 pod: 1 gVisor');
    await row([...agents, 'python-pool-k2'], ({ description }) =>
      description.startsWith('gVisor ✓ 4.'),
    );
    const entries = await rowMenuEntries(page, [...agents, 'python-pool']);
    assert.ok(entries.includes('Check Kernel'), entries.join());
  });
});
