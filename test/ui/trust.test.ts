import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runCommand } from './driver/quickInput.ts';
import { openView, pane, welcome } from './driver/sideBar.ts';
import { expand } from './driver/tree.ts';
import { until } from './driver/until.ts';
import { useSession } from './driver/window/useSession.ts';

describe('An untrusted workspace', () => {
  const session = useSession({ untrusted: true, file: 'deployment.yaml' });

  it('opens no cluster, and says why', async () => {
    const { page, sim } = session();
    await openView(page, 'AKS Sandbox');
    await welcome(page).getByText('Clusters are not opened in an untrusted workspace').waitFor();
    assert.equal(await pane(page).locator('.monaco-list-row').count(), 0);
    assert.deepEqual(sim.state().requests, {});
  });

  it('opens clusters as soon as it is trusted', async () => {
    const { page } = session();
    await runCommand(page, 'Workspaces: Manage Workspace Trust');
    // The page draws itself anew when trust was given, and takes the button away under the click.
    await until(async () => {
      if (await page.getByText('You trust this folder').isVisible()) return true;
      const trust = page.getByRole('button', { name: 'Trust', exact: true });
      await trust.click({ timeout: 1000 }).catch(() => undefined);
      return false;
    }, 'a trusted folder');
    // The page draws itself anew when trust was given, and takes the button away under the click.
    await until(async () => {
      if (await page.getByText('You trust this folder').isVisible()) return true;
      const trust = page.getByRole('button', { name: 'Trust', exact: true });
      await trust.click({ timeout: 1000 }).catch(() => undefined);
      return false;
    }, 'a trusted folder');
    await page.locator('.monaco-modal-editor-block .codicon-close').first().click();
    await openView(page, 'AKS Sandbox');
    await expand(page, ['prod-weu', 'Node pools']);
  });
});
