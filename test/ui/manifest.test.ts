import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  acceptSuggestion,
  activeEditor,
  documentText,
  focusEditor,
  goTo,
  openFile,
  save,
  suggestions,
  typeInEditor,
} from './driver/editor.ts';
import { hoverProblem, problems, quickFixes, waitForSquiggles } from './driver/problems.ts';
import { pick, runCommand } from './driver/quickInput.ts';
import { until } from './driver/until.ts';
import { useSession } from './driver/window/useSession.ts';
import { exactly } from './driver/text.ts';
import { activeTab, editorButton, statusBar } from './driver/workbench.ts';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web # the shop
  namespace: payments
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      hostNetwork: true
      containers:
        - name: web
          image: nginx
          replicas: 2
`;

describe('A manifest in the editor', () => {
  const session = useSession();
  const file = (name: string): string => path.join(session().workspace, name);
  const text = async (met: (text: string) => boolean, what: string): Promise<string> =>
    until(async () => {
      const now = await documentText(session().page);
      return met(now) ? now : undefined;
    }, what);

  it('says what is wrong with its structure, without any cluster', async () => {
    const { page, sim } = session();
    await writeFile(file('web.yaml'), DEPLOYMENT);
    await openFile(page, 'web.yaml');
    // The line over the workload moves what is below it, and a hover looks at one place.
    const lens = activeEditor(page).locator('.codelens-decoration');
    await lens.filter({ hasText: 'No sandbox' }).waitFor();
    await waitForSquiggles(page, 'error', 1);
    assert.match(
      await hoverProblem(page, 'error'),
      /Container has no field "replicas".*unknown-field/s,
    );
    assert.deepEqual(sim.state().requests, {});
  });

  it('checks it against the active cluster once one is chosen', async () => {
    const { page } = session();
    await runCommand(page, 'AKS Sandbox: Select Active Cluster');
    await pick(page, 'prod-weu');
    await until(
      async () => (await statusBar(page)).some((item) => item.includes('prod-weu')),
      'prod-weu in the status bar',
    );
    await openFile(page, 'web.yaml', 13, 7);
    await typeInEditor(page, 'runtimeClassName: gvsior');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await until(async () => {
      const rows = await problems(page);
      return rows.some(({ text: row }) =>
        row.startsWith('There is no RuntimeClass "gvsior" in prod-weu'),
      );
    }, 'the unknown class among the problems');
  });

  it('mends it by the light bulb', async () => {
    const { page } = session();
    await goTo(page, 13, 26);
    const titles = await quickFixes(page, 'Change to "gvisor"');
    assert.ok(titles.includes('Ignore RC001 here'), titles.join());
    await text((now) => now.includes('runtimeClassName: gvisor\n'), 'the right name');
    // hostNetwork gives up the sandbox, replicas is no field of a container.
    await until(async () => {
      const rows = await problems(page);
      return rows.some(({ text: row }) => row.includes('GV001'));
    }, 'what gives up the sandbox among the problems');
  });

  it('completes a class with what the cluster has', async () => {
    const { page } = session();
    await openFile(page, 'web.yaml', 13, 25);
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Delete');
    await typeInEditor(page, ' ');
    const labels = await suggestions(page);
    for (const name of ['gvisor', 'kata-vm-isolation', 'fast']) {
      assert.ok(labels.includes(name), labels.join());
    }
    await acceptSuggestion(page, 'kata-vm-isolation');
    const now = await text((one) => one.includes('kata-vm-isolation'), 'the class');
    assert.match(now, /^ {6}runtimeClassName: +kata-vm-isolation$/m);
    await save(page);
  });

  it('puts a workload into a sandbox after showing the change', async () => {
    const { page } = session();
    await writeFile(file('plain.yaml'), DEPLOYMENT.replace('          replicas: 2\n', ''));
    await openFile(page, 'plain.yaml', 5, 1);
    await runCommand(page, 'AKS Sandbox: Sandbox This Workload…');
    await pick(page, 'Kata');
    await activeTab(page, 'plain.yaml: Sandbox with Kata');
    assert.equal(
      await readFile(file('plain.yaml'), 'utf8'),
      DEPLOYMENT.replace('          replicas: 2\n', ''),
    );
    await editorButton(page, '✓ Apply');
    await activeTab(page, exactly('plain.yaml'));
    const now = await text((one) => one.includes('runtimeClassName'), 'the class');
    assert.match(now, /name: web # the shop/);
    assert.match(now, /^ {6}runtimeClassName: kata-vm-isolation$/m);
    assert.match(now, /memory: 1Gi/);
    assert.doesNotMatch(now, /hostNetwork/);
    await waitForSquiggles(page, 'error', 0);
    await focusEditor(page);
  });

  it('offers whole manifests in an empty file', async () => {
    const { page } = session();
    await writeFile(file('new.yaml'), '');
    await openFile(page, 'new.yaml');
    await typeInEditor(page, 'Po');
    const labels = await suggestions(page);
    assert.ok(labels.includes('Pod with gVisor'), labels.join());
    await acceptSuggestion(page, 'Pod with gVisor');
    await page.keyboard.press('Escape');
    const now = await text((one) => one.includes('kind: Pod'), 'the snippet');
    assert.match(now, /^ {2}runtimeClassName: gvisor$/m);
    await waitForSquiggles(page, 'error', 0);
  });
});
