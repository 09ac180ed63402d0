import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { clipboardText } from './driver/clipboard.ts';
import { quickInput, quickInputState, runCommand } from './driver/quickInput.ts';
import { openView, welcome } from './driver/sideBar.ts';
import { treeRow, withoutHover } from './driver/tree.ts';
import { treeRows } from './driver/treeRows.ts';
import { persist, until } from './driver/until.ts';
import { useSession } from './driver/window/useSession.ts';
import { activeTab, keepPicture, statusBar } from './driver/workbench.ts';

const folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-ui-'));

describe('Kubeconfigs', () => {
  const config = join(folder, 'config');
  const session = useSession({ env: { KUBECONFIG: config } });
  after(() => rm(folder, { recursive: true }));
  const isAtLine = (line: number) =>
    until(
      async () => (await statusBar(session().page)).some((text) => text.includes(`Ln ${line},`)),
      `line ${line}`,
    );
  const rows = (met: (texts: string[]) => boolean) =>
    until(async () => {
      const drawn = await treeRows(session().page).catch(() => []);
      const texts = drawn.map(({ label, description }) => `${label} | ${description}`);
      return met(texts) ? texts : undefined;
    }, 'the rows');

  it('says what to do when there is none', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await welcome(page).getByText('No kubeconfig names a cluster').waitFor();
    await welcome(page).getByText('Add a Kubeconfig').waitFor();
  });

  it('copies the command that writes one', async () => {
    const { page } = session();
    const text = await welcome(page).innerText();
    assert.doesNotMatch(text, /`/);
    await persist(async () => {
      await withoutHover(page);
      await welcome(page).getByText('copy the command').click({ timeout: 3000 });
    });
    await until(
      async () => (await clipboardText(page)).startsWith('az aks get-credentials'),
      'the command on the clipboard',
    );
    await keepPicture(page, 'welcome');
  });

  it('shows contexts as soon as a file is there, each problem on its own row', async () => {
    const good = await readFile(session().sim.kubeconfig, 'utf8');
    await writeFile(
      config,
      good.replace(
        /^contexts:\n/m,
        'contexts:\n  - name: broken\n    context: {cluster: nowhere, user: nobody}\n',
      ),
    );
    const texts = await rows((all) => all.length > 5);
    assert.ok(
      texts.some((text) =>
        text.startsWith('broken | The context "broken" names the cluster "nowhere"'),
      ),
      texts.join('\n'),
    );
    assert.ok(texts.some((text) => text.startsWith('prod-weu | 127.0.0.1')));
  });

  it('opens the file at the context that is broken by a click', async () => {
    const { page } = session();
    await (await treeRow(page, 'broken')).click();
    await activeTab(page, /^config/);
    const line = (await readFile(config, 'utf8')).split('\n').indexOf('  - name: broken') + 1;
    await isAtLine(line);
  });

  it('keeps what it knew while the file is half written, and says so', async () => {
    await writeFile(config, 'clusters: [');
    const texts = await rows((all) => all.some((text) => text.includes('is not valid YAML')));
    assert.ok(texts.some((text) => text.startsWith('prod-weu | 127.0.0.1')));
  });

  it('opens a file that cannot be read at its error by a click', async () => {
    const { page } = session();
    await writeFile(config, 'a: 1\nclusters: [');
    await rows((all) => all.some((text) => text.includes('(line 2)')));
    await (await treeRow(page, 'config')).click();
    await isAtLine(2);
  });

  it('adds the file that is chosen, and remembers it in the settings', async () => {
    const { page } = session();
    const extra = join(folder, 'extra');
    await writeFile(
      extra,
      'contexts: [{name: extra, context: {cluster: gone}}]\nclusters: []\nusers: []\n',
    );
    await runCommand(page, 'AKS Sandbox: Add Kubeconfig…');
    // It goes to its own folder first, however early something is typed.
    await until(
      async () => (await quickInputState(page, 'Add Kubeconfig')).value.endsWith('/.kube/'),
      'the dialog at its folder',
    );
    const input = quickInput(page).locator('.quick-input-box input');
    await input.fill(`${folder}/`);
    const entry = quickInput(page).locator('.label-name', { hasText: /^\s*extra\s*$/ });
    await entry.waitFor();
    await input.fill(extra);
    await input.press('Enter');
    await rows((all) => all.some((text) => text.startsWith('extra | ')));
  });
});
