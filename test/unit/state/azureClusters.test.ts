import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CLOUDS } from '../../../src/azure/arm/cloud.ts';
import type { AzureSignIn } from '../../../src/azure/signIn/azureSignIn.ts';
import type { TokenRequest } from '../../../src/azure/arm/tokenSource.ts';
import { Emitter } from '../../../src/base/event.ts';
import { nullLog } from '../../../src/base/log.ts';
import { problemOf } from '../../../src/base/problem.ts';
import { aksKey } from '../../../src/model/aks/aksCluster.ts';
import { AzureClusters } from '../../../src/state/azureClusters.ts';
import { unsignedToken } from '../../sim/azure/arm/armCaller.ts';
import { LOCKED, PRODUCTION } from '../../sim/azure/sample/tenants.ts';
import { useAzure } from '../azure/useAzure.ts';

/** A memory as VS Code's. */
function memory(kept = new Map<string, unknown>()) {
  return {
    kept,
    get: <T>(key: string) => kept.get(key) as T | undefined,
    update: (key: string, value: unknown) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
}

describe('AzureClusters', () => {
  const azure = useAzure();
  let calls: string[];
  let asked: TokenRequest[];
  let declines: boolean;
  let remembered: ReturnType<typeof memory>;
  let signInChanged: Emitter<void>;
  let open: AzureClusters[];

  beforeEach(() => {
    calls = [];
    asked = [];
    declines = false;
    remembered = memory();
    signInChanged = new Emitter((error) => assert.fail(String(error)));
    open = [];
    azure().sim.azure.account.log.length = 0;
  });
  afterEach(() => {
    for (const one of open) one.dispose();
    azure().sim.azure.account.faults.clear();
  });

  const ada = { id: 'ada', name: 'ada@contoso.example' };
  const clusters = (signIn: Partial<AzureSignIn> = {}) => {
    const made = new AzureClusters(
      {
        cloud: CLOUDS[0],
        onDidChange: signInChanged.event,
        signIn: (tenant) => {
          calls.push(`signIn ${tenant ?? ''}`.trim());
          return Promise.resolve(declines ? undefined : ada);
        },
        accounts: (ids) => {
          calls.push('accounts');
          return Promise.resolve(ids.includes('ada') ? [ada] : []);
        },
        tokens: () => ({
          token: (request) => {
            asked.push(request);
            return Promise.resolve(unsignedToken({ tid: request.tenant }));
          },
        }),
        ...signIn,
      },
      remembered,
      () =>
        Promise.resolve({
          resourceManager: azure().sim.azure.url,
          scope: 'https://management.azure.com/.default',
          ca: azure().sim.ca,
        }),
      nullLog,
    );
    open.push(made);
    return made;
  };

  it('asks nobody before somebody signed in here', async () => {
    const own = clusters();
    await own.load();
    assert.equal(own.status, 'signed-out');
    assert.deepEqual(calls, []);
    assert.deepEqual(azure().sim.azure.account.log, []);
  });

  it('lists all clusters after a click, and by itself the next time', async () => {
    assert.ok(await clusters().signIn());
    assert.deepEqual(calls, ['signIn', 'accounts']);
    const again = clusters();
    await again.load();
    assert.equal(again.status, 'listed');
    assert.deepEqual(
      again.clusters.map(({ name, resourceGroup }) => `${name} ${resourceGroup}`),
      [
        'automatic auto-rg',
        'batch batch-rg',
        'legacy legacy-rg',
        'nobody closed-rg',
        'north north-rg',
        'private private-rg',
        'prod-weu sandbox-rg',
        'ranges ranges-rg',
        'readonly readers-rg',
        'stopped night-rg',
        'web web-rg',
        'web web-rg-2',
      ],
    );
    assert.deepEqual(
      new Set(asked.map(({ scope }) => scope)),
      new Set(['https://management.azure.com/.default']),
    );
  });

  it('is loaded when the listing is over that somebody else began', async () => {
    const own = clusters();
    const signedIn = own.signIn();
    while (own.status !== 'listing') await nextTurn();
    await own.load();
    assert.equal(own.cluster(own.clusters[0] ? aksKey(own.clusters[0].id) : '')?.name, 'automatic');
    await signedIn;
    assert.equal(calls.filter((call) => call === 'accounts').length, 1);
  });

  it('stays signed out when the person declines, and does not ask again', async () => {
    declines = true;
    const own = clusters();
    assert.equal(await own.signIn(), false);
    await own.load();
    assert.equal(own.status, 'signed-out');
    assert.deepEqual(calls, ['signIn']);
  });

  it('keeps a tenant apart that does not let the person in', async () => {
    const error = { code: 'AADSTS50076', message: 'multifactor authentication' };
    azure().sim.azure.account.faults.add({
      tenant: LOCKED.id,
      action: { kind: 'status', code: 403, error },
    });
    const own = clusters();
    await own.signIn();
    assert.equal(own.clusters.length, 11);
    assert.deepEqual(
      own.closedTenants.map(({ name, problem }) => [name, problem.kind]),
      [['Northwind (guest)', 'forbidden']],
    );
  });

  it('shows the chosen subscriptions, and remembers the choice', async () => {
    const own = clusters();
    await own.signIn();
    await own.chooseSubscriptions([PRODUCTION.id]);
    assert.deepEqual(
      new Set(own.clusters.map(({ subscription }) => subscription.name)),
      new Set(['Production']),
    );
    const again = clusters();
    await again.load();
    assert.equal(again.clusters.length, own.clusters.length);
    await again.chooseSubscriptions(undefined);
    assert.equal(again.clusters.length, 12);
  });

  it('lists once however often sessions change', async (test) => {
    const own = clusters();
    await own.signIn();
    azure().sim.azure.account.log.length = 0;
    test.mock.timers.enable({ apis: ['setTimeout'] });
    for (let count = 0; count < 20; count++) signInChanged.fire();
    test.mock.timers.tick(5000);
    test.mock.timers.reset();
    await own.refresh();
    const listings = azure().sim.azure.account.log.filter(({ path }) => path === '/tenants');
    assert.ok(listings.length <= 1, String(listings.length));
  });

  it('refuses a custom cloud in words and with no request', async () => {
    const own = clusters({ cloud: undefined });
    const { what } = problemOf(await own.signIn().catch((error: unknown) => error));
    assert.equal(what, 'VS Code is set to a custom Azure cloud, which AKS Sandbox does not know');
    assert.deepEqual([calls, azure().sim.azure.account.log], [[], []]);
  });

  it('keeps what it knew while Azure cannot be reached', async () => {
    const own = clusters();
    await own.signIn();
    azure().sim.azure.account.faults.add({
      path: /resourcegraph/,
      action: { kind: 'status', code: 503 },
    });
    await own.refresh();
    assert.equal(own.clusters.length, 12);
  });

  it('says who is not signed in', async () => {
    await assert.rejects(clusters().arm('t'), /Nobody is signed in to Azure\. Sign in to Azure/);
  });
});
