import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { clusterKey } from '../../sim/azure/state/account.ts';
import { PRODUCTION } from '../../sim/azure/sample/tenants.ts';
import { installSignIn } from '../../vscodeHost/installSignIn.ts';
import { dialogButton } from '../driver/notifications.ts';
import { pick, runCommand } from '../driver/quickInput.ts';
import { openView } from '../driver/sideBar.ts';
import { expand } from '../driver/tree.ts';
import { treeRows, rowWhen } from '../driver/treeRows.ts';
import { until } from '../driver/until.ts';
import { useSession } from '../driver/window/useSession.ts';
import { signInLog } from './signInLog.ts';

const HOSTILE = '$(verified) **Ready** [open](command:workbench.action.quit) <img src=x>';

/** The beginning of each token of the tests, and of each key in a kubeconfig. */
const SECRETS = [
  Buffer.from('{"alg":"none"').toString('base64url').slice(0, -1),
  'client-key-data',
  Buffer.from('-----BEGIN').toString('base64').slice(0, -2),
];

describe('A cluster of Azure that gets a kubeconfig', () => {
  const log = signInLog();
  const folder = mkdtempSync(path.join(tmpdir(), 'kubeconfig-'));
  const kubeconfig = path.join(folder, 'config');
  const session = useSession({
    install: installSignIn,
    env: { ...log.env, KUBECONFIG: kubeconfig },
  });
  after(() => rm(folder, { recursive: true }));
  const nodeLists = () => session().sim.requests.served('list', 'nodes');

  it('opens and is made the active one while only Azure knows it', async () => {
    const { page, sim } = session();
    const hostile = sim.azure.account.clusters
      .get(clusterKey(PRODUCTION.id, 'batch-rg', 'batch'))
      ?.pools.get('broken');
    assert.ok(hostile);
    hostile.properties = {
      ...hostile.properties,
      status: { provisioningError: { code: 'X', message: HOSTILE } },
    };
    await openView(page, 'AKS Sandbox');
    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    await dialogButton(page, 'Allow');
    await expand(page, ['prod-weu']);
    await rowWhen(page, ['prod-weu', 'Node pools', 'kata1']);
    await runCommand(page, 'AKS Sandbox: Select Active Cluster');
    await pick(page, 'prod-weu');
    await rowWhen(page, 'prod-weu', ({ description }) => description.includes('active'));
  });

  it('stays open when a kubeconfig of another cluster is saved', async () => {
    const { page, sim } = session();
    const before = nodeLists();
    const text = await readFile(sim.kubeconfig, 'utf8');
    await writeFile(
      kubeconfig,
      text.replaceAll(/server: .*/g, 'server: https://127.0.0.1:9').replaceAll('prod-weu', 'other'),
    );
    await rowWhen(page, 'other');
    await rowWhen(page, ['prod-weu', 'Node pools', 'kata1']);
    assert.equal(nodeLists(), before);
  });

  it('is one row, and still the active one, when its own is saved', async () => {
    const { page, sim } = session();
    await writeFile(kubeconfig, await readFile(sim.kubeconfig, 'utf8'));
    await rowWhen(page, 'prod-weu-viewer');
    await rowWhen(page, 'prod-weu', ({ description }) => description.includes('active'));
    const rows = (await treeRows(page)).filter(({ label }) => label === 'prod-weu');
    assert.equal(rows.length, 1);
  });

  it('shows what Azure says as text', async () => {
    const { page } = session();
    await expand(page, ['batch']);
    await rowWhen(page, ['batch', 'Node pools', 'broken'], ({ description }) =>
      description.includes(HOSTILE),
    );
  });

  it('leaves no token and no key on disk', async () => {
    const { userDataDir } = session();
    await until(() => Promise.resolve(log.calls().length > 3), 'tokens');
    let read = 0;
    for (const entry of await readdir(userDataDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const text = await readFile(file, 'latin1');
      read += text.length;
      for (const secret of SECRETS) assert.ok(!text.includes(secret), `${secret} in ${file}`);
    }
    assert.ok(read > 1000);
  });
});
