import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { ArmClient } from '../../../../src/azure/arm/armClient.ts';
import { scaleChange } from '../../../../src/azure/operations/changePool.ts';
import {
  askedOf,
  type PoolChange,
  sendChange,
} from '../../../../src/azure/operations/sendChange.ts';
import { getAgentPool } from '../../../../src/azure/pools/agentPoolRequests.ts';
import {
  getUpgradeProfile,
  imagesToRollBackTo,
  rollBackChange,
} from '../../../../src/azure/pools/upgradeProfile.ts';
import { UserError } from '../../../../src/base/problem.ts';
import { PRODUCTION } from '../../../sim/azure/sample/tenants.ts';
import { clusterAt } from '../../../sim/azure/state/account.ts';
import { useAzure } from '../useAzure.ts';

const CLUSTER = {
  id: `/subscriptions/${PRODUCTION.id}/resourceGroups/batch-rg/providers/Microsoft.ContainerService/managedClusters/batch`,
  name: 'batch',
};
const POOL = 'kata90';
const IMAGE = 'AKSAzureLinux-V3katagen2-202608.20.0';

describe('sendChange', () => {
  const azure = useAzure();
  const { signal } = new AbortController();
  const account = () => azure().sim.azure.account;
  const settled = async () => {
    for (;;) {
      const pool = await getAgentPool(azure().arm(), CLUSTER, POOL, signal);
      if (pool.state === 'Succeeded') return pool;
    }
  };
  const scale = async (count: number, read = settled()) => {
    const change = { kind: 'scale', change: scaleChange({ count }) } as const;
    return sendChange(azure().arm(), CLUSTER, await read, change, signal);
  };
  const count = async () => (await settled()).count;
  const writes = () => account().log.filter(({ method }) => /PUT|DELETE|POST/.test(method)).length;
  afterEach(() => account().faults.clear());

  it('says so when somebody changed the pool since it was read', async () => {
    const read = await settled();
    assert.equal(await scale(2), 'taken');
    await settled();
    assert.equal(await scale(4, Promise.resolve(read)), 'changed');
    assert.equal(await count(), 2);
  });

  it('says that nobody is signed in, as then nothing was sent', async () => {
    const read = await settled();
    const { sim } = azure();
    const before = account().log.length;
    const endpoint = { resourceManager: sim.azure.url, scope: 'x/.default', ca: sim.ca };
    const signedOut = new UserError({
      kind: 'unauthorized',
      what: 'Nobody is signed in to Azure',
      next: '',
      retryable: false,
    });
    const arm = new ArmClient(endpoint, { token: () => Promise.reject(signedOut) }, undefined);
    const change = { kind: 'scale', change: scaleChange({ count: 9 }) } as const;
    await assert.rejects(sendChange(arm, CLUSTER, read, change, signal), /Nobody is signed in/);
    assert.equal(account().log.length, before);
  });

  for (const kind of ['done-then-cut', 'done-then-truncated'] as const) {
    it(`finds that it was taken when the answer is lost: ${kind}`, async () => {
      const nodes = kind === 'done-then-cut' ? 3 : 4;
      const before = writes();
      account().faults.add({ method: 'PUT', action: { kind } });
      assert.equal(await scale(nodes), 'taken');
      assert.equal(await count(), nodes);
      assert.equal(writes() - before, 1);
    });
  }

  for (const code of [408, 500, 503]) {
    it(`looks before anybody tries again after ${code}`, async () => {
      const before = writes();
      account().faults.add({ method: 'PUT', action: { kind: 'status', code } });
      await assert.rejects(scale(9), /no clear answer, and the node pool kata90 of batch is as it/);
      assert.equal(writes() - before, 1);
      assert.equal(account().log.at(-1)?.method, 'GET');
    });
  }

  it('says that it does not know when Azure cannot be asked either', async () => {
    const pool = await settled();
    account().faults.add({ method: 'PUT', action: { kind: 'done-then-cut' } });
    account().faults.add({ method: 'GET', action: { kind: 'refuse' } });
    await assert.rejects(
      scale(1, Promise.resolve(pool)),
      /cannot be asked what it does with the node pool kata90 of batch\. Look at the node pool/,
    );
  });

  it('passes on why Azure refuses', async () => {
    await assert.rejects(
      scale(900),
      /Azure refused to scale the node pool kata90 of batch: Insuff/,
    );
  });

  it('upgrades the image, and goes back to the one before within seven days', async () => {
    const arm = azure().arm();
    const { latestImage } = await getUpgradeProfile(arm, CLUSTER, POOL, signal);
    const upgrade = { kind: 'upgradeImage', change: { nodeImageVersion: latestImage } } as const;
    const before = await settled();
    assert.equal(before.image, IMAGE);
    assert.equal(await sendChange(arm, CLUSTER, before, upgrade, signal), 'taken');
    const upgraded = await settled();
    assert.equal(upgraded.image, latestImage);

    const sim = clusterAt(account(), PRODUCTION.id, 'batch-rg', 'batch').pools.get(POOL);
    assert.ok(sim);
    const used = { nodeImageVersion: IMAGE, orchestratorVersion: upgraded.version };
    sim.usedImages.push({ ...used, timestamp: new Date(Date.now() - 1000).toISOString() });
    const profile = await getUpgradeProfile(arm, CLUSTER, POOL, signal);
    const [back] = imagesToRollBackTo(profile, upgraded, Date.now());
    assert.ok(back);
    const change: PoolChange = { kind: 'rollBackImage', change: rollBackChange(back) };
    assert.equal(await sendChange(arm, CLUSTER, upgraded, change, signal), 'taken');
    const sent = account().log.findLast(({ method }) => method === 'PUT')?.body;
    const properties: unknown = Reflect.get(Object(sent), 'properties');
    const nodes: unknown = Reflect.get(Object(properties), 'count');
    assert.deepEqual(
      [Reflect.get(Object(properties), 'nodeImageVersion'), nodes],
      [IMAGE, upgraded.count],
    );
    assert.equal((await settled()).image, IMAGE);
  });

  it('deletes, also when the answer is lost and nothing is there any more', async () => {
    const pool = await settled();
    account().operationMs = 0;
    account().faults.add({ method: 'DELETE', action: { kind: 'done-then-cut' } });
    const change: PoolChange = { kind: 'delete', change: {} };
    assert.equal(await sendChange(azure().arm(), CLUSTER, pool, change, signal), 'taken');
    const sent = account().log.findLast(({ method }) => method === 'DELETE');
    assert.deepEqual(sent?.query, { 'api-version': '2026-06-01' });
    assert.equal(sent.headers['if-match'], pool.eTag);
  });
});

describe('imagesToRollBackTo', () => {
  const now = Date.parse('2026-11-27T00:00:00Z');
  const used = (image: string, usedAt: string) => ({
    image,
    version: '1',
    usedAt: Date.parse(usedAt),
  });
  const offered = (...usedImages: ReturnType<typeof used>[]) =>
    imagesToRollBackTo({ latestImage: 'c', usedImages }, { image: 'c' }, now).map(
      ({ image }) => image,
    );

  it('offers those of the last seven days, and of an unknown time, but not the one it has', () => {
    assert.deepEqual(
      offered(
        used('c', '2026-11-26T00:00:00Z'),
        used('b', '2026-11-20T00:00:00Z'),
        used('a', '2026-11-19T00:00:00Z'),
        used('unknown', ''),
        used('', '2026-11-26T00:00:00Z'),
      ),
      ['b', 'unknown'],
    );
  });
});

describe('askedOf', () => {
  it('leaves out what Azure is told to forget, which it does not tell back', () => {
    assert.deepEqual(askedOf({ kind: 'scale', change: scaleChange({ count: 2 }) }), { count: 2 });
    const autoscale = { min: 0, max: 3 };
    const change = scaleChange({ count: 0, autoscale });
    assert.deepEqual(askedOf({ kind: 'scale', change }), { minCount: 0, maxCount: 3 });
  });
});
