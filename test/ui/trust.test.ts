import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import nls from '../../package.nls.json' with { type: 'json' };
import { activeEditor } from './driver/editor.ts';
import { notification } from './driver/notifications.ts';
import { commandsMatching, runCommand } from './driver/quickInput.ts';
import { openView, pane, welcome } from './driver/sideBar.ts';
import { expand } from './driver/tree.ts';
import { until } from './driver/until.ts';
import { useSession } from './driver/window/useSession.ts';
import { type Call, installOtherExtension } from './otherExtension.ts';

const { commands } = manifest.contributes;
const needingTrust = commands.filter((one) => 'enablement' in one);
const texts: Readonly<Record<string, string>> = nls;
/** As the palette shows them. */
const hidden: ReadonlySet<string> = new Set(
  needingTrust.map(({ title }) => `AKS Sandbox: ${texts[title.slice(1, -1)] ?? ''}`),
);
/** As the code lens over the open manifest would ask. */
const workload = { kind: 'Job', name: 'build-untrusted', namespace: 'payments' };
const calls: readonly Call[] = [
  ['aksSandbox.selectActiveCluster', 'prod-weu'],
  ['aksSandbox.checkKernel', { workload }],
  ...needingTrust.map(({ command }): Call => [command]),
];

describe('An untrusted workspace', () => {
  const session = useSession({
    untrusted: true,
    file: 'kata-job.yaml',
    install: (extensions) => installOtherExtension(extensions, calls),
  });
  const lens = (text: string) =>
    activeEditor(session().page).locator('.codelens-decoration', { hasText: text });

  it('opens no cluster, and says why', async () => {
    const { page, sim } = session();
    await openView(page, 'AKS Sandbox');
    await welcome(page).getByText('Clusters are not opened in an untrusted workspace').waitFor();
    assert.equal(await pane(page).locator('.monaco-list-row').count(), 0);
    assert.deepEqual(sim.state().requests, {});
  });

  it('offers no command in the palette that would open a cluster', async () => {
    const { page } = session();
    const offered = await commandsMatching(page, 'AKS Sandbox: ');
    assert.ok(offered.includes('AKS Sandbox: Show Log'));
    assert.deepEqual(
      offered.filter((title) => hidden.has(title)),
      [],
    );
  });

  it('says over a workload how it is sandboxed, and offers no check of its kernel', async () => {
    const { page, sim } = session();
    await lens('Kata').waitFor();
    assert.equal(await lens('Check kernel').count(), 0);
    assert.equal(await page.getByText('Check kernel').count(), 0);
    assert.deepEqual(sim.state().requests, {});
  });

  it('refuses every command that would open a cluster, whatever calls it', async () => {
    const { page, sim } = session();
    await runCommand(page, 'Other Extension: Run Commands');
    await notification(page, `${calls.length} commands have ended`);
    await notification(page, /not opened in an untrusted workspace.*Manage Workspace Trust/);
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
    await page.locator('.monaco-modal-editor-block .codicon-close').first().click();
    // Before the focus leaves the text: with it VS Code gives up to ask for lenses until it comes back.
    await lens('Check kernel').waitFor();
    await openView(page, 'AKS Sandbox');
    await expand(page, ['prod-weu', 'Node pools']);
    const offered = await commandsMatching(page, 'AKS Sandbox: ');
    assert.ok(offered.some((title) => hidden.has(title)));
  });
});
