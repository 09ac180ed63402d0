import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CLOUDS } from '../../../src/azure/arm/cloud.ts';
import type { AzureSignIn } from '../../../src/azure/signIn/azureSignIn.ts';
import type { TokenRequest } from '../../../src/azure/arm/tokenSource.ts';
import type { Clock } from '../../../src/base/clock.ts';
import { Emitter } from '../../../src/base/event.ts';
import { nullLog } from '../../../src/base/log.ts';
import { problemOf } from '../../../src/base/problem.ts';
import { aksKey } from '../../../src/model/aks/aksCluster.ts';
import { valueOf } from '../../../src/model/cluster/loadable.ts';
import { AgentPools } from '../../../src/state/agentPools.ts';
import { AzureClusters } from '../../../src/state/azureClusters.ts';
import { unsignedToken } from '../../sim/azure/arm/armCaller.ts';
import { LOCKED, PRODUCTION } from '../../sim/azure/sample/tenants.ts';
import { eventually } from '../../eventually.ts';
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

  describe('with the pools of a cluster', () => {
    /** A clock on which no time passes until it is turned. */
    function stoppedClock(): Clock & { turn(): void; readonly waits: number[] } {
      let go: (() => void) | undefined;
      const waits: number[] = [];
      return {
        waits,
        now: () => 0,
        wait: (ms, signal) =>
          new Promise((resolve, reject) => {
            waits.push(ms);
            go = resolve;
            signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
          }),
        turn: () => go?.(),
      };
    }

    const changes = (pools: AgentPools) =>
      new Promise<string>((resolve) => {
        const listening = pools.onDidChange((key) => {
          listening.dispose();
          resolve(key);
        });
      });

    it('reads them once while nothing changes', async () => {
      const own = clusters();
      await own.signIn();
      const cluster = own.clusters.find(({ name }) => name === 'prod-weu');
      assert.ok(cluster);
      const clock = stoppedClock();
      const pools = new AgentPools((tenant) => own.arm(tenant), clock, nullLog);
      const changed = changes(pools);
      const look = pools.look(cluster);
      assert.equal(await changed, aksKey(cluster.id));
      assert.deepEqual(
        valueOf(pools.of(aksKey(cluster.id)) ?? { state: 'loading' })?.map(
          ({ name, isolation }) => `${name} ${isolation}`,
        ),
        ['system none', 'gv1 none', 'kata1 kata'],
      );
      assert.deepEqual(clock.waits, []);
      const again = changes(pools);
      pools.refresh(aksKey(cluster.id));
      await again;
      look.dispose();
      pools.refresh(aksKey(cluster.id));
      const reads = azure().sim.azure.account.log.filter(({ path }) =>
        path.endsWith('/agentPools'),
      );
      assert.equal(reads.length, 2);
      pools.dispose();
    });

    it('asks once whether each has the newest image, and again when it is told to', async () => {
      const own = clusters();
      await own.signIn();
      const cluster = own.clusters.find(({ name }) => name === 'prod-weu');
      assert.ok(cluster);
      const key = aksKey(cluster.id);
      const pools = new AgentPools((tenant) => own.arm(tenant), stoppedClock(), nullLog);
      const path = /\/agentPools\/gv1\/upgradeProfiles\//i;
      azure().sim.azure.account.faults.add({ path, action: { kind: 'status', code: 403 } });
      pools.look(cluster);
      const read = () => valueOf(pools.of(key) ?? { state: 'loading' }) ?? [];
      const asked = () =>
        azure().sim.azure.account.log.filter(({ path: one }) => one.includes('/upgradeProfiles/'));
      const known = () => read().some(({ latestImage }) => latestImage !== undefined);
      await eventually(known);
      assert.deepEqual(
        read().map(({ name, image, latestImage }) => [
          name,
          latestImage === undefined ? 'not known' : latestImage === image ? 'newest' : 'older',
        ]),
        [
          ['system', 'older'],
          ['gv1', 'not known'],
          ['kata1', 'older'],
        ],
      );
      assert.equal(asked().length, 3);
      pools.refresh(key);
      await eventually(() => asked().length === 6);
      pools.dispose();
    });

    it('reads them again while one of them changes', async () => {
      const own = clusters();
      await own.signIn();
      const cluster = own.clusters.find(({ name }) => name === 'batch');
      assert.ok(cluster);
      const clock = stoppedClock();
      const pools = new AgentPools((tenant) => own.arm(tenant), clock, nullLog);
      pools.look(cluster);
      const reads = () =>
        azure().sim.azure.account.log.filter(({ path }) => path.endsWith('/agentPools')).length;
      await eventually(() => {
        clock.turn();
        return reads() >= 2;
      });
      assert.deepEqual([...new Set(clock.waits)], [15_000]);
      const read = valueOf(pools.of(aksKey(cluster.id)) ?? { state: 'loading' });
      const broken = read?.find(({ name }) => name === 'broken');
      assert.equal(broken?.failure?.code, 'ZonalAllocationFailed');
      assert.equal(read?.find(({ name }) => name === 'spot')?.priority, 'Spot');
      pools.dispose();
    });
  });
});
