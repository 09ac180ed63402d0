import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { getManagedCluster } from '../../../../src/azure/clusters/managedCluster.ts';
import { unchangedCluster } from '../../../../src/azure/clusters/unchangedCluster.ts';
import {
  followCluster,
  reconcileCluster,
} from '../../../../src/azure/operations/reconcileCluster.ts';
import { stringOf } from '../../../../src/model/kubernetes/kubernetesObject.ts';
import { PROD_WEU } from '../prodWeu.ts';
import { turnedClock } from '../turnedClock.ts';
import { useAzure } from '../useAzure.ts';

describe('reconcileCluster', () => {
  const azure = useAzure();
  const { signal } = new AbortController();
  const account = () => azure().sim.azure.account;
  const puts = () => account().log.filter(({ method }) => method === 'PUT');
  beforeEach(() => {
    account().log.length = 0;
    // By the turned clock five seconds are over at once.
    account().throttle.isOn = false;
  });
  afterEach(async () => {
    account().faults.clear();
    await follow();
  });

  const readCluster = async () => {
    const { body: read } = await getManagedCluster(azure().arm(), PROD_WEU, signal);
    return { eTag: stringOf(read['eTag']), body: unchangedCluster(read).body, read };
  };
  const send = async (eTag?: string) => {
    const reconcile = await readCluster();
    const sent = { ...reconcile, eTag: eTag ?? reconcile.eTag };
    return reconcileCluster(azure().arm(), PROD_WEU, sent, signal);
  };
  const follow = async () => {
    const clock = turnedClock();
    const told: unknown[] = [];
    const report = (one: unknown) => void told.push(one);
    const state = await followCluster(azure().arm(), PROD_WEU, { clock, signal, report });
    return { state, told, waits: clock.waits };
  };

  it('sends the cluster back as it was read, once, and waits for the end', async () => {
    const { eTag, body } = await readCluster();
    account().plans.set('prod-weu', { ends: 'Succeeded', ms: 500 });
    assert.equal(await send(), 'taken');
    const [put, ...more] = puts();
    assert.deepEqual([put?.body, put?.headers['if-match'], more], [body, eTag, []]);
    const { state, told, waits } = await follow();
    assert.equal(state, 'Succeeded');
    assert.deepEqual(told[0], { state: 'Updating' });
    assert.ok(waits.length > 0 && waits.every((ms) => ms >= 5000));
  });

  it('does nothing to a cluster that somebody changed since it was read', async () => {
    assert.equal(await send('older'), 'changed');
    assert.equal((await follow()).told.length, 1);
  });

  it('tells of a refusal, without a look', async () => {
    account().faults.add({ method: 'PUT', action: { kind: 'status', code: 403 } });
    await assert.rejects(send(), /You may not reconcile the cluster prod-weu/);
    assert.equal(account().log.at(-1)?.method, 'PUT');
  });

  for (const kind of ['done-then-cut', 'done-then-truncated'] as const) {
    it(`finds what Azure does when the answer is lost: ${kind}`, async () => {
      account().faults.add({ method: 'PUT', action: { kind } });
      assert.equal(await send(), 'taken');
      assert.equal(puts().length, 1);
    });
  }

  for (const code of [408, 500, 503]) {
    it(`says after ${code} that nothing was done, once it has looked`, async () => {
      account().faults.add({ method: 'PUT', action: { kind: 'status', code } });
      await assert.rejects(send(), /no clear answer, and prod-weu is as it was\. Try again\.$/);
      assert.equal(puts().length, 1);
    });
  }

  it('says so when it cannot be told what Azure does', async () => {
    const reconcile = await readCluster();
    account().faults.add({ action: { kind: 'refuse' } });
    await assert.rejects(
      reconcileCluster(azure().arm(), PROD_WEU, reconcile, signal),
      /cannot be asked what it does with prod-weu\. Look at the cluster before you try again/,
    );
    assert.equal(puts().length, 1);
  });

  it('asks again while Azure cannot be reached', async () => {
    account().faults.add({ method: 'GET', times: 4, action: { kind: 'status', code: 503 } });
    const { state, told, waits } = await follow();
    assert.equal(state, 'Succeeded');
    assert.ok(told.length > 1 && waits.every((ms) => ms >= 5000));
  });
});
