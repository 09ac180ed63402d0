import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CONTOSO, LOCKED } from '../../sim/azure/sample/tenants.ts';
import { installSignIn } from '../../vscodeHost/installSignIn.ts';
import { dialogButton, notification } from '../driver/notifications.ts';
import { pick, runCommand } from '../driver/quickInput.ts';
import { openView } from '../driver/sideBar.ts';
import { expand, rowMenu } from '../driver/tree.ts';
import { type RowPath, type TreeRow, treeRows, rowWhen } from '../driver/treeRows.ts';
import { until } from '../driver/until.ts';
import { useSession } from '../driver/window/useSession.ts';
import { webview, activeTab, editorButton } from '../driver/workbench.ts';
import { signInLog } from './signInLog.ts';

describe('Azure', () => {
  const log = signInLog();
  const session = useSession({
    install: installSignIn,
    env: {
      ...log.env,
      AKS_SANDBOX_SIGN_IN: JSON.stringify({
        locked: { [LOCKED.id]: 'AADSTS50076: you must use multi-factor authentication' },
      }),
    },
  });
  const row = (at: RowPath, met?: (row: TreeRow) => boolean) => rowWhen(session().page, at, met);
  /** How often somebody was asked to sign in; all else is silent. */
  const asked = (how: string) => log.calls().filter(({ call }) => call === how).length;

  it('asks nobody before a click', async () => {
    const { page, sim } = session();
    await openView(page, 'AKS Sandbox');
    await row('Sign In to Azure');
    assert.deepEqual([log.calls(), sim.azure.account.log], [[], []]);
  });

  it('says so when the person declines', async () => {
    const { page, sim } = session();
    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    await dialogButton(page, 'Cancel');
    await notification(page, /^Not signed in to Azure/);
    await row('Sign In to Azure');
    assert.deepEqual(sim.azure.account.log, []);
    assert.equal(asked('createSession'), 0);
  });

  it('lists the clusters of all tenants after one consent', async () => {
    const { page } = session();
    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    await dialogButton(page, 'Allow');
    await row('batch', ({ description }) => description === 'AKS 1.35.2 · batch-rg · Production');
    const closed = await row('Northwind (guest)');
    assert.match(closed.description, /Entra ID does not let you in \(AADSTS50076\)/);
    const rows = await treeRows(page);
    assert.equal(rows.filter(({ label }) => label === 'web').length, 2);
    // The context of the kubeconfig and Azure's cluster are one root.
    assert.equal(rows.filter(({ label }) => label === 'prod-weu').length, 1);
    assert.equal(asked('createSession'), 1);
    const scopes = new Set(log.calls().flatMap((call) => call.scopes));
    for (const scope of scopes) {
      assert.match(
        scope,
        /^(https:\/\/management\.azure\.com\/\.default|VSCODE_TENANT:[0-9a-f-]{36})$/,
      );
    }
  });

  it('shows what Azure says of the pools of a cluster that cannot be reached', async () => {
    const { page } = session();
    await expand(page, ['batch']);
    const pools = ['batch', 'Node pools'];
    await row([...pools, 'kata90'], ({ description }) =>
      /^Kata · 1 node · image \d+ days old: upgrade it/.test(description),
    );
    await row([...pools, 'growing'], ({ description }) => description.startsWith('scaling…'));
    await row([...pools, 'broken'], ({ description }) =>
      description.startsWith('failed: Allocation failed'),
    );
    await row([...pools, 'spot'], ({ description }) => description.includes('autoscaled 0–5'));
  });

  it('registers the preview feature of a subscription once its page was read', async () => {
    const { page, sim } = session();
    sim.azure.account.mfa = true;
    await runCommand(page, 'AKS Sandbox: Register the Preview Feature…');
    await pick(page, 'batch', 'Register the Preview Feature');
    await editorButton(page, 'Send to Azure');
    // Azure wants a second factor before it changes something.
    await dialogButton(page, 'Allow');
    const said = await notification(page, /KataVMIsolationPreview is registered/, 40_000);
    assert.match(said, /in Production\.$/);
    const posts = sim.azure.account.log.filter(({ path }) => path.endsWith('/register'));
    assert.deepEqual(
      posts.map(({ status }) => status),
      [401, 200, 200],
    );
    assert.deepEqual([asked('createSession'), asked('createSessionFromChallenges')], [1, 1]);
  });
});

describe('An AKS cluster without a kubeconfig', () => {
  const log = signInLog();
  const session = useSession({
    install: installSignIn,
    env: { ...log.env, KUBECONFIG: '/nowhere/config' },
  });
  const row = (at: RowPath, met?: (row: TreeRow) => boolean) => rowWhen(session().page, at, met);

  it('is offered by the welcome view', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await page.getByRole('button', { name: 'Sign In to Azure' }).click();
    await dialogButton(page, 'Allow');
    await row('prod-weu', ({ description }) => description.startsWith('AKS 1.35.2 · sandbox-rg'));
  });

  it('is reached by a command before its row was expanded, or says why it is not', async () => {
    const { page } = session();
    await rowMenu(page, ['prod-weu'], 'Show Coverage');
    await activeTab(page, 'coverage.md');
    // A page that is still being loaded takes the focus, and closes a menu.
    await webview(page).locator('h1', { hasText: 'Sandbox coverage: prod-weu' }).waitFor();
    await rowMenu(page, ['nobody'], 'Show Coverage');
    await notification(page, 'Nobody can sign in to nobody: local accounts are off');
  });

  it('opens with a token of the tenant for AKS, and no program', async () => {
    const { page } = session();
    await expand(page, ['prod-weu']);
    await row(['prod-weu', 'Node pools', 'kata1'], ({ description }) =>
      /^Kata · 3\/3 ready · image \d+ days old: upgrade it · Standard_D4s_v5/.test(description),
    );
    await row('prod-weu', ({ description }) => description === '1 ⚠ · AKS 1.35.2 · 3 pools');
    const asked = log.calls().map(({ scopes }) => scopes.join(' '));
    const wanted = `6dae42f8-4368-4678-94ff-3960e28e3630/.default VSCODE_TENANT:${CONTOSO.id}`;
    assert.ok(asked.includes(wanted), asked.join('\n'));
  });

  for (const [name, why] of [
    ['stopped', /stopped is stopped/],
    ['nobody', /Nobody can sign in to nobody: local accounts are off/],
    ['readonly', /You may not get the credentials of readonly/],
    ['private', /Cannot reach private to list nodes/],
  ] as const) {
    it(`says why ${name} cannot be opened, and shows its pools`, async () => {
      const { page } = session();
      await expand(page, [name]);
      await until(
        async () => (await treeRows(page)).some(({ label }) => why.test(label)),
        `why ${name} cannot be opened`,
      );
      await row([name, 'Node pools', 'system']);
    });
  }
});
