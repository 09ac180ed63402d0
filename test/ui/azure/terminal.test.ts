import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { installSignIn } from '../../vscodeHost/installSignIn.ts';
import { dialogButton } from '../driver/notifications.ts';
import { runCommand } from '../driver/quickInput.ts';
import { openView } from '../driver/sideBar.ts';
import { rowMenu, treeRow } from '../driver/tree.ts';
import { until } from '../driver/until.ts';
import { useSession } from '../driver/window/useSession.ts';

/** What kubectl does with a kubeconfig: runs its plugin, and shows the token to the server. */
const KUBECTL = `
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
const file = process.env.KUBECONFIG;
const { clusters: [{ cluster }], users: [{ user: { exec } }] } = JSON.parse(readFileSync(file, 'utf8'));
const more = Object.fromEntries(exec.env.map(({ name, value }) => [name, value]));
const { status } = JSON.parse(execFileSync(exec.command, exec.args, { env: { ...process.env, ...more } }));
const ca = Buffer.from(cluster['certificate-authority-data'], 'base64');
const headers = { authorization: 'Bearer ' + status.token, accept: 'application/json' };
get(cluster.server + '/api/v1/nodes', { ca, headers }, async (response) => {
  const { kind } = JSON.parse((await response.toArray()).join(''));
  writeFileSync('said.json', JSON.stringify({ file, kind, status: response.statusCode }));
});
`;

describe('The terminal of a cluster', () => {
  const session = useSession({ install: installSignIn, env: { KUBECONFIG: '/nowhere/config' } });

  it('reaches a cluster that Azure alone knows, and leaves nothing behind', async () => {
    const { page, workspace } = session();
    await writeFile(path.join(workspace, 'kubectl.mjs'), KUBECTL);
    await openView(page, 'AKS Sandbox');
    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    await dialogButton(page, 'Allow');
    await treeRow(page, 'prod-weu');
    await rowMenu(page, 'prod-weu', 'Open Terminal for This Cluster');
    await page.locator('.terminal-wrapper.active .xterm-helper-textarea').focus();
    await page.keyboard.type(`'${process.execPath}' kubectl.mjs\n`);
    const said = await until(
      () => readFile(path.join(workspace, 'said.json'), 'utf8').catch(() => undefined),
      'an answer in the terminal',
    );
    const { file, kind, status } = JSON.parse(said) as Record<string, string>;
    assert.deepEqual([kind, status], ['NodeList', 200]);
    assert.ok(existsSync(file ?? ''));

    await page.keyboard.type('exit\n');
    await until(() => Promise.resolve(!existsSync(file ?? '')), 'the kubeconfig to be gone');
  });
});
