import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { unsignedToken } from '../../sim/azure/arm/armCaller.ts';
import { CONTOSO } from '../../sim/azure/sample/tenants.ts';
import { installSignIn } from '../../vscodeHost/installSignIn.ts';
import { dialogButton, notification } from '../driver/notifications.ts';
import { runCommand } from '../driver/quickInput.ts';
import { openView } from '../driver/sideBar.ts';
import { useSession } from '../driver/window/useSession.ts';
import { signInLog } from './signInLog.ts';
import { rowWhen } from '../driver/treeRows.ts';

describe('Azure in China', () => {
  const log = signInLog();
  const session = useSession({
    install: installSignIn,
    env: log.env,
    settings: { 'microsoft-sovereign-cloud.environment': 'ChinaCloud' },
  });

  it('is asked with tokens of its own provider and for its own address', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    await dialogButton(page, 'Allow');
    await rowWhen(page, 'batch');
    const calls = log.calls();
    assert.deepEqual(
      [...new Set(calls.map(({ provider }) => provider))],
      ['microsoft-sovereign-cloud'],
    );
    for (const scope of new Set(calls.flatMap(({ scopes }) => scopes))) {
      assert.match(
        scope,
        /^(https:\/\/management\.chinacloudapi\.cn\/\.default|VSCODE_TENANT:[0-9a-f-]{36})$/,
      );
    }
  });
});

describe('A custom cloud', () => {
  const log = signInLog();
  const session = useSession({
    install: installSignIn,
    env: log.env,
    settings: { 'microsoft-sovereign-cloud.environment': 'custom' },
  });

  it('is refused in words, before anybody is asked', async () => {
    const { page, sim } = session();
    await openView(page, 'AKS Sandbox');
    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    const said = await notification(page, /custom Azure cloud/);
    assert.match(said, /microsoft-sovereign-cloud\.environment/);
    assert.deepEqual([log.calls(), sim.azure.account.log], [[], []]);
  });
});

describe('Azure by the Azure CLI', () => {
  const log = signInLog();
  const folder = mkdtempSync(path.join(tmpdir(), 'az-'));
  const token = { accessToken: unsignedToken({ tid: CONTOSO.id }), expires_on: 4_102_444_800 };
  writeFileSync(path.join(folder, 'az'), `#!/bin/sh\necho '${JSON.stringify(token)}'\n`, {
    mode: 0o755,
  });
  after(() => rm(folder, { recursive: true }));
  const session = useSession({
    install: installSignIn,
    env: { ...log.env, PATH: `${folder}${path.delimiter}${process.env['PATH'] ?? ''}` },
    workspaceSettings: { 'aksSandbox.azure.signIn': 'azureCli' },
  });

  it('lists clusters without asking VS Code', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    await rowWhen(page, 'batch');
    assert.deepEqual(log.calls(), []);
  });
});
