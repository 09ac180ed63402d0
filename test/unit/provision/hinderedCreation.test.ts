import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listQuotas } from '../../../src/azure/pools/quota.ts';
import { newPoolBody } from '../../../src/azure/pools/newPool.ts';
import { preflight } from '../../../src/azure/pools/preflight.ts';
import { listVmSizes } from '../../../src/azure/pools/vmSize.ts';
import { carryOutCreation } from '../../../src/provision/poolCreation.ts';
import { PRODUCTION } from '../../sim/azure/sample/tenants.ts';
import { clusterAt } from '../../sim/azure/state/account.ts';
import { PROD_WEU } from '../azure/prodWeu.ts';
import { ASKED, useCreation, verdictOf } from './useCreation.ts';

describe('the creation of a pool that something hinders', () => {
  const { azure, signal, open, parts, begin, account, clock, told, create, puts } = useCreation();
  const simCluster = () => clusterAt(account(), PRODUCTION.id, 'sandbox-rg', 'prod-weu');
  const set = (provisioningState: string) => {
    simCluster().properties = { ...simCluster().properties, provisioningState };
  };

  it('ends with what runs on the cluster already, and is asked for again once that is over', async () => {
    set('Updating');
    await assert.rejects(
      create('later'),
      /there's an in progress operation: the cluster prod-weu is in Updating.*Wait until what goes on there is over/,
    );
    assert.deepEqual([puts('later'), open().all], [1, []]);
    set('Succeeded');
    assert.equal(verdictOf(await create('later')), 'vm');
    assert.equal(puts('later'), 2);
  });

  it('ends with the quota that was there when it was checked and is gone', async () => {
    const place = { subscription: PRODUCTION.id, location: 'westeurope' };
    const pool = { ...ASKED, name: 'toolate', count: 10 };
    const [quotas, sizes] = await Promise.all([
      listQuotas(azure().arm(), place, signal),
      listVmSizes(azure().arm(), place, signal),
    ]);
    const size = sizes.find(({ name }) => name === pool.vmSize);
    assert.ok(size);
    const rows = preflight(pool, { cluster: PROD_WEU, pools: [], mayWrite: 'yes', quotas, size });
    const ofQuota = rows.filter(({ what }) => /quota|cores/i.test(what));
    assert.ok(ofQuota.length > 0 && ofQuota.every(({ verdict }) => verdict === 'ok'));
    const other = simCluster().pools.get('gv1');
    assert.ok(other);
    const { properties } = other;
    other.properties = { ...properties, vmSize: pool.vmSize, count: 40 };
    const operation = await begin('toolate', 'sending', newPoolBody(pool).properties);
    await assert.rejects(
      carryOutCreation(operation, parts(), signal),
      /Insufficient vcpu quota requested 40.*Ask for more quota/,
    );
    other.properties = properties;
    assert.deepEqual([puts('toolate'), open().all], [1, []]);
    assert.equal(simCluster().pools.has('toolate'), false);
  });

  it('waits longer and longer where Azure limits requests and does not say how long', async () => {
    account().plans.set('limited', { ends: 'never' });
    const operation = await begin('limited');
    const action = { kind: 'status', code: 429 } as const;
    const arm = azure().arm();
    const write = arm.write.bind(arm);
    arm.write = async (...call) => {
      const answer = await write(...call);
      account().faults.add({ method: 'GET', path: /agentPools\/limited$/, times: 9, action });
      return answer;
    };
    const own = new AbortController();
    const waits: number[] = [];
    const report: ReturnType<typeof parts>['report'] = (one) => {
      told().push(one);
      if (one.step === 'azure' && one.problem) waits.push(clock().waits.length);
      if (one.step === 'azure' && one.pool) own.abort();
    };
    await assert.rejects(carryOutCreation(operation, parts({ arm, report }), own.signal));
    assert.deepEqual(clock().waits, [10_000, 20_000, 40_000]);
    assert.equal(puts('limited'), 1);
  });

  it('is not there where Azure limited its request, once it was looked for', async () => {
    account().faults.add({ method: 'PUT', action: { kind: 'status', code: 429 } });
    assert.deepEqual(await create('refused'), { is: 'not-created' });
    assert.deepEqual([puts('refused'), open().all], [1, []]);
  });

  it('goes to its end while the clock of the machine jumps', async () => {
    account().plans.set('jumps', { ends: 'Succeeded', ms: 200 });
    const steady = clock();
    let jump = 0;
    const skewed = {
      now: () => steady.now() + jump,
      wait: async (ms: number, stop: AbortSignal) => {
        await steady.wait(ms, stop);
        jump = jump === 0 ? -3_600_000 : 0;
      },
    };
    assert.equal(verdictOf(await create('jumps', { clock: skewed })), 'vm');
    assert.deepEqual([puts('jumps'), open().all], [1, []]);
  });
});
