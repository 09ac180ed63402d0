import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  abortPoolOperation,
  changedBody,
  changePool,
  deletePool,
  scaleChange,
  upgradeNodeImage,
} from '../../../../src/azure/operations/changePool.ts';
import { createPool } from '../../../../src/azure/operations/createPool.ts';
import { followPool, type PoolProgress } from '../../../../src/azure/operations/followPool.ts';
import { getAgentPool } from '../../../../src/azure/pools/agentPoolRequests.ts';
import { newPoolBody } from '../../../../src/azure/pools/newPool.ts';
import { PROD_WEU } from '../prodWeu.ts';
import { turnedClock } from '../turnedClock.ts';
import { useAzure } from '../useAzure.ts';

describe('followPool', () => {
  const azure = useAzure();
  const { signal } = new AbortController();
  const body = newPoolBody({
    name: 'x',
    sandbox: 'kata',
    osSku: 'AzureLinux',
    vmSize: 'Standard_D4s_v5',
    count: 1,
  });
  const follow = async (name: string, options: { own?: AbortSignal; asked?: object } = {}) => {
    const clock = turnedClock();
    const told: PoolProgress[] = [];
    const outcome = await followPool(azure().arm(), PROD_WEU, name, {
      asked: { ...body.properties, ...options.asked },
      clock,
      signal: options.own ?? signal,
      report: (progress) => told.push(progress),
    });
    return { outcome, waits: clock.waits, told };
  };
  const begin = async (
    name: string,
    plan?: Parameters<ReturnType<typeof azure>['sim']['azure']['account']['plans']['set']>[1],
  ) => {
    if (plan) azure().sim.azure.account.plans.set(name, plan);
    assert.equal(await createPool(azure().arm(), PROD_WEU, name, body, signal), 'taken');
  };
  beforeEach(() => {
    azure().sim.azure.account.faults.clear();
    // The clock that is turned asks faster than a person's budget of requests fills up.
    azure().sim.azure.account.throttle.isOn = false;
  });
  afterEach(() => azure().sim.azure.account.faults.clear());

  it('ends when the pool is Succeeded, asking every five seconds and not once more', async () => {
    await begin('ready', { ends: 'Succeeded', ms: 500 });
    const { outcome, waits, told } = await follow('ready');
    assert.deepEqual(outcome, { is: 'ready', count: 1 });
    assert.ok(waits.length > 0 && waits.every((ms) => ms === 5000));
    assert.equal(told[0]?.pool?.state, 'Creating');
    assert.equal(told.at(-1)?.pool?.state, 'Succeeded');
    const asked = azure().sim.azure.account.log.filter(({ path }) =>
      path.endsWith('/ready'),
    ).length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(
      azure().sim.azure.account.log.filter(({ path }) => path.endsWith('/ready')).length,
      asked,
    );
  });

  it('believes the pool and not the operation', async () => {
    await begin('lies', { ends: 'Failed', operation: 'Succeeded' });
    const { outcome } = await follow('lies');
    assert.equal(outcome.is, 'failed');
    assert.equal(outcome.failure.code, 'AllocationFailed');
    assert.match(outcome.failure.message, /sufficient capacity/);
    await begin('mute', { ends: 'Succeeded', operation: 'without-status' });
    assert.equal((await follow('mute')).outcome.is, 'ready');
  });

  it('asks less often what does not answer, and says why', async () => {
    await begin('flaky');
    azure().sim.azure.account.faults.add({
      method: 'GET',
      times: 3,
      action: { kind: 'status', code: 429, headers: { 'Retry-After': '0' } },
    });
    const { outcome, waits, told } = await follow('flaky');
    assert.equal(outcome.is, 'ready');
    assert.equal(waits[0], 10_000);
    assert.equal(told[0]?.problem?.kind, 'throttled');
  });

  it('ends when the pool is gone', async () => {
    await begin('left');
    azure().sim.azure.account.faults.add({
      method: 'GET',
      path: /left/,
      times: 1,
      action: { kind: 'status', code: 404 },
    });
    assert.equal((await follow('left')).outcome.is, 'gone');
  });

  it('throws when the person may not look any more', async () => {
    await begin('hidden');
    azure().sim.azure.account.faults.add({
      method: 'GET',
      action: { kind: 'status', code: 403, error: { code: 'AuthorizationFailed', message: '' } },
    });
    await assert.rejects(follow('hidden'), /You may not read the node pool hidden/);
  });

  it('does not take a pool that somebody made anew for its own', async () => {
    await begin('anew');
    assert.deepEqual((await follow('anew', { asked: { vmSize: 'Standard_D8s_v5' } })).outcome, {
      is: 'another',
    });
  });

  it('stops waiting when it is cancelled; Azure goes on', async () => {
    await begin('goeson');
    const controller = new AbortController();
    controller.abort();
    await assert.rejects(follow('goeson', { own: controller.signal }), { name: 'AbortError' });
    assert.equal((await follow('goeson')).outcome.is, 'ready');
  });

  it('ends as canceled when it is aborted, and says when that came too late', async () => {
    await begin('aborted', { ends: 'never' });
    assert.equal(await abortPoolOperation(azure().arm(), PROD_WEU, 'aborted', signal), 'stopping');
    assert.deepEqual((await follow('aborted')).outcome, { is: 'canceled' });
    assert.equal(await abortPoolOperation(azure().arm(), PROD_WEU, 'aborted', signal), 'finished');
  });

  it('scales with all that was read, and not what somebody else changed', async () => {
    await begin('scaled');
    await follow('scaled');
    const arm = azure().arm();
    const pool = await getAgentPool(arm, PROD_WEU, 'scaled', signal);
    const scaled = changedBody(pool, scaleChange({ count: 2 }));
    await changePool(arm, PROD_WEU, pool, scaled, 'scale', signal);
    const sent = azure().sim.azure.account.log.findLast(({ method }) => method === 'PUT');
    const {
      eTag,
      provisioningState: _state,
      currentOrchestratorVersion: _version,
      ...others
    } = pool.properties;
    assert.deepEqual(sent?.body, {
      properties: { ...others, enableAutoScaling: false, minCount: null, maxCount: null, count: 2 },
    });
    assert.equal(sent.headers['if-match'], eTag);
    const { outcome } = await follow('scaled', { asked: { count: 2 } });
    assert.deepEqual(outcome, { is: 'ready', count: 2 });
    await assert.rejects(changePool(arm, PROD_WEU, pool, scaled, 'scale', signal), { status: 412 });
  });

  it('turns the autoscaler on by its bounds', () => {
    assert.deepEqual(scaleChange({ count: 1, autoscale: { min: 1, max: 4 } }), {
      enableAutoScaling: true,
      minCount: 1,
      maxCount: 4,
    });
  });

  it('upgrades and deletes', async () => {
    await begin('last');
    await follow('last');
    const arm = azure().arm();
    await upgradeNodeImage(arm, PROD_WEU, 'last', signal);
    assert.equal((await follow('last')).outcome.is, 'ready');
    await deletePool(arm, PROD_WEU, await getAgentPool(arm, PROD_WEU, 'last', signal), signal);
    const sent = azure().sim.azure.account.log.findLast(({ method }) => method === 'DELETE');
    assert.deepEqual(Object.keys(sent?.query ?? {}), ['api-version']);
    assert.deepEqual((await follow('last')).outcome, { is: 'gone' });
  });
});
