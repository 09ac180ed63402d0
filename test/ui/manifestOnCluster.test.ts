import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { activeEditor, openFile } from './driver/editor.ts';
import { notification, notificationButton } from './driver/notifications.ts';
import { problems } from './driver/problems.ts';
import { answer, pick, quickInputState, runCommand } from './driver/quickInput.ts';
import { until } from './driver/until.ts';
import { useSession } from './driver/window/useSession.ts';
import { activeTab, editorButton, keepPicture, tabs } from './driver/workbench.ts';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: payments
spec:
  selector:
    matchLabels: { app: shop }
  template:
    metadata:
      labels: { app: shop }
    spec:
      runtimeClassName: nowhere
      containers:
        - name: shop
          image: nginx
`;

describe('A manifest and the cluster', () => {
  const session = useSession();
  const file = (name: string): string => path.join(session().workspace, name);
  const problem = (met: (text: string) => boolean, what: string) =>
    until(async () => (await problems(session().page)).some(({ text }) => met(text)), what);

  it('tells what the API server says of the pods of a Deployment that it would take', async () => {
    const { page } = session();
    await runCommand(page, 'AKS Sandbox: Select Active Cluster');
    await pick(page, 'prod-weu');
    await writeFile(file('shop.yaml'), DEPLOYMENT);
    await openFile(page, 'shop.yaml');
    await runCommand(page, 'AKS Sandbox: Check This Manifest on the Cluster');
    await notification(page, 'prod-weu would refuse this manifest: 1 problem is');
    await problem(
      (text) =>
        text.includes('pod rejected: RuntimeClass "nowhere" not found') && text.includes('Ln 13'),
      'what the dry run says, at the class',
    );
  });

  it('creates the class that is missing, after showing it', async () => {
    const { page, sim } = session();
    await runCommand(page, 'AKS Sandbox: Create RuntimeClass…');
    assert.equal((await quickInputState(page)).value, 'gvisor-2');
    await answer(page, 'gvisor');
    await until(
      async () => (await quickInputState(page)).message.includes('gvisor exists already'),
      'the name to be refused',
    );
    await answer(page, 'nowhere');
    await pick(page, 'runsc');
    await answer(page, '');
    await pick(page, 'aks-sandbox/gvisor=true');
    await activeTab(page, 'Create RuntimeClass nowhere in prod-weu?');
    const before = sim.objects('runtimeclasses').map(({ metadata }) => metadata.name);
    assert.ok(!before.includes('nowhere'));
    await keepPicture(page, 'create-class');
    await editorButton(page, '✓ Apply');
    await notification(page, 'Create RuntimeClass in prod-weu: 1 object created');
    const made = sim.objects('runtimeclasses').find(({ metadata }) => metadata.name === 'nowhere');
    assert.equal((made as { handler?: string } | undefined)?.handler, 'runsc');
  });

  it('applies the manifest after its diff', async () => {
    const { page, sim } = session();
    await openFile(page, 'shop.yaml');
    await runCommand(page, 'AKS Sandbox: Check This Manifest on the Cluster');
    await notification(page, 'prod-weu accepts it (dry run');
    await runCommand(page, 'AKS Sandbox: Apply Manifest…');
    await activeTab(page, 'Create Deployment payments/shop in prod-weu?');
    // The same question anew takes the place of the one before.
    await runCommand(page, 'AKS Sandbox: Apply Manifest…');
    await until(
      async () => (await tabs(page)).filter((tab) => tab.startsWith('Create Dep')).length === 1,
      'one question',
    );
    await editorButton(page, '✓ Apply');
    await notification(page, 'Apply Manifest in prod-weu: 1 object created');
    const names = sim.objects('deployments', 'payments').map(({ metadata }) => metadata.name);
    assert.ok(names.includes('shop'));
  });

  it('checks every manifest of the workspace', async () => {
    const { page } = session();
    await writeFile(file('.gitignore'), 'ignored.yaml\n');
    const bad = DEPLOYMENT.replace('nowhere', 'gvsior');
    await writeFile(file('ignored.yaml'), bad);
    await writeFile(file('unopened.yaml'), bad);
    await runCommand(page, 'AKS Sandbox: Check All Manifests');
    await notificationButton(page, /1 error, .*in 5 files\./, 'Show Problems');
    await problem((text) => text.startsWith('unopened.yaml'), 'the file that was not open');
    const rows = await problems(page);
    assert.ok(!rows.some(({ text }) => text.startsWith('ignored.yaml')));
  });

  it('says that no pod of a manifest runs, and offers to apply it', async () => {
    const { page } = session();
    const text = DEPLOYMENT.replace('name: shop', 'name: idle').replace('nowhere', 'gvisor');
    await writeFile(file('idle.yaml'), text);
    await openFile(page, 'idle.yaml');
    await activeEditor(page).locator('.codelens-decoration a', { hasText: 'Check kernel' }).click();
    const none = 'No pod of this manifest (Deployment payments/idle) runs in prod-weu';
    await notificationButton(page, none, 'Apply Manifest…');
    await activeTab(page, 'Create Deployment payments/idle in prod-weu?');
    await editorButton(page, '✗ Discard');
  });
});
