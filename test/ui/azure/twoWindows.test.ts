import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { PRODUCTION } from '../../sim/azure/sample/tenants.ts';
import { clusterAt } from '../../sim/azure/state/account.ts';
import { installSignIn } from '../../vscodeHost/installSignIn.ts';
import { dialogButton, notification } from '../driver/notifications.ts';
import { runCommand } from '../driver/quickInput.ts';
import { openView } from '../driver/sideBar.ts';
import { rowMenu } from '../driver/tree.ts';
import { rowWhen } from '../driver/treeRows.ts';
import { useSession } from '../driver/window/useSession.ts';
import { until } from '../driver/until.ts';
import { editorButton, keepPicture, reload } from '../driver/workbench.ts';
import { choosePool, CREATE_KATA, reviewPool } from './newPool.ts';

const LONG = 90_000;
const RECORDS = 'User/globalStorage/aks-sandbox.aks-sandbox/operations';

describe('Two windows of one profile', () => {
  const session = useSession({ install: installSignIn });
  const account = () => session().sim.azure.account;
  const sent = (pool: string) =>
    account().log.filter(({ method, path: at }) => method === 'PUT' && at.endsWith(`/${pool}`));
  /** What both windows keep on disk: the pool and the step of each operation. */
  const records = (): readonly string[] => {
    const folder = path.join(session().userDataDir, RECORDS);
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names
      .map((name) => {
        const kept: unknown = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
        const { pool, step } = (kept as { value: { pool: string; step: string } }).value;
        return `${pool} ${step}`;
      })
      .toSorted();
  };
  /** Azure is done with a pool, and its nodes are there. */
  const finish = (name: string) => {
    const cluster = clusterAt(account(), PRODUCTION.id, 'sandbox-rg', 'prod-weu');
    const pool = cluster.pools.get(name);
    assert.ok(pool);
    pool.properties = { ...pool.properties, provisioningState: 'Succeeded' };
    session().sim.azure.embedded.follow(cluster, pool);
  };
  let other: Page;

  /** Waits until all clusters are there: then the rows are what they will be. */
  async function listed(page: Page): Promise<void> {
    await rowWhen(page, 'batch', undefined, LONG);
    await rowWhen(page, 'prod-weu', ({ description }) => !description.includes('listing'), LONG);
  }

  async function asked(page: Page, pool: string): Promise<void> {
    // A menu closes where its window is not in front.
    await page.bringToFront();
    await rowMenu(page, ['prod-weu'], `${CREATE_KATA}…`);
    await choosePool(page, pool, '1');
    await reviewPool(page, pool);
  }

  it('both know the cluster', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    await dialogButton(page, 'Allow');
    await listed(page);
    other = await session().another();
    await openView(other, 'AKS Sandbox');
    await listed(other);
  });

  it('keep the records of both, when both create at once', async () => {
    const { page } = session();
    account().plans.set('kata5', { ends: 'never' });
    account().plans.set('kata6', { ends: 'never' });
    await asked(page, 'kata5');
    await asked(other, 'kata6');
    await editorButton(other, '✓ Create');
    await page.bringToFront();
    await editorButton(page, '✓ Create');
    await until(async () => records().join() === 'kata5 azure,kata6 azure', 'both records', LONG);
  });

  it('end in the truth, also when one is reloaded, and send nothing twice', async () => {
    const { page } = session();
    await other.bringToFront();
    await reload(other);
    await openView(other, 'AKS Sandbox');
    await notification(other, /Creating the node pool kata6 in prod-weu: Azure: Creating/, LONG);
    assert.deepEqual(records(), ['kata5 azure', 'kata6 azure']);
    await keepPicture(other, 'two-windows');
    for (const pool of ['kata5', 'kata6']) finish(pool);
    await notification(other, /^The node pool kata6 in prod-weu is ready/, LONG);
    await page.bringToFront();
    await notification(page, /^The node pool kata5 in prod-weu is ready/, LONG);
    await until(async () => records().length === 0, 'no record to be left', LONG);
    assert.deepEqual([sent('kata5').length, sent('kata6').length], [1, 1]);
  });
});
