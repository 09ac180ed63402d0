import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { abortPoolOperation } from '../../../src/azure/operations/changePool.ts';
import { newPoolBody } from '../../../src/azure/pools/newPool.ts';
import { UserError } from '../../../src/base/problem.ts';
import { carryOutCreation, type CreationProgress } from '../../../src/provision/poolCreation.ts';
import { PROD_WEU } from '../azure/prodWeu.ts';
import { ASKED, useCreation, verdictOf } from './useCreation.ts';

describe('the creation of a pool', () => {
  const { azure, signal, open, parts, begin, account, clock, told, create, puts } = useCreation();
  const steps = () =>
    told()
      .map(({ step }) => step)
      .filter((step, at, all) => step !== all[at - 1]);

  it('goes from one request to a verdict, and its record ends', async () => {
    const end = await create('plain');
    assert.equal(verdictOf(end), 'vm');
    assert.deepEqual(steps(), ['sending', 'azure', 'class', 'node', 'proof']);
    assert.deepEqual([puts('plain'), open().all], [1, []]);
    const canaries = azure().sim.objects('pods', 'default');
    assert.deepEqual(
      canaries.filter(({ metadata }) => metadata.name.startsWith('aks-sandbox-check')),
      [],
    );
  });

  it('is known before its request is sent', async () => {
    const operation = await begin('known');
    let kept: unknown;
    const arm = azure().arm();
    const write = arm.write.bind(arm);
    arm.write = (...call) => {
      kept = open().all.map(({ pool, step }) => [pool, step]);
      return write(...call);
    };
    await carryOutCreation(operation, parts({ arm }), signal);
    assert.deepEqual(kept, [['known', 'sending']]);
  });

  for (const kind of ['done-then-cut', 'done-then-truncated'] as const) {
    it(`finds the pool when the answer is lost: ${kind}`, async () => {
      account().faults.add({ method: 'PUT', action: { kind } });
      const pool = kind === 'done-then-cut' ? 'cut' : 'truncated';
      assert.equal(verdictOf(await create(pool)), 'vm');
      assert.equal(puts(pool), 1);
    });
  }

  for (const code of [408, 500, 503]) {
    it(`says that nothing was created after ${code}, once it has looked`, async () => {
      account().faults.add({ method: 'PUT', action: { kind: 'status', code } });
      assert.deepEqual(await create(`s${code}`), { is: 'not-created' });
      assert.deepEqual([puts(`s${code}`), open().all], [1, []]);
    });
  }

  it('looks until it can be told whether the pool is there', async () => {
    account().faults.add({ method: 'PUT', action: { kind: 'done-then-cut' } });
    account().faults.add({
      method: 'GET',
      path: /agentPools\/unclear$/,
      times: 12,
      action: { kind: 'refuse' },
    });
    assert.equal(verdictOf(await create('unclear')), 'vm');
    assert.equal(puts('unclear'), 1);
    assert.ok(told().some((one) => one.step === 'azure' && one.problem));
  });

  it('ends with the reason of a refusal', async () => {
    const refused = newPoolBody({ ...ASKED, count: 200 });
    const operation = await begin('greedy', 'sending', refused.properties);
    await assert.rejects(
      carryOutCreation(operation, parts(), signal),
      /Insufficient vcpu quota requested 800/,
    );
    assert.deepEqual([puts('greedy'), open().all], [1, []]);
  });

  it('ends where nobody may send: nothing was created', async () => {
    const arm = azure().arm();
    arm.write = () =>
      Promise.reject(
        new UserError({ kind: 'unauthorized', what: 'Nobody is', next: '', retryable: false }),
      );
    await assert.rejects(create('nobody', { arm }), /Nobody is/);
    assert.deepEqual([puts('nobody'), open().all], [0, []]);
  });

  it('fails with the innermost reason, although the operation says Succeeded', async () => {
    account().plans.set('fails', { ends: 'Failed', operation: 'Succeeded' });
    const end = await create('fails');
    assert.equal(end.is === 'failed' && end.failure.code, 'AllocationFailed');
    assert.deepEqual(open().all, []);
  });

  it('is stopped on Azure', async () => {
    account().plans.set('stopped', { ends: 'never' });
    let stops: Promise<unknown> | undefined;
    const report = (progress: CreationProgress) => {
      told().push(progress);
      if (progress.step === 'azure')
        stops ??= abortPoolOperation(azure().arm(), PROD_WEU, 'stopped', signal);
    };
    assert.deepEqual(await create('stopped', { report }), { is: 'canceled' });
    assert.equal(await stops, 'stopping');
  });

  it('is not followed any more when a person says so; Azure goes on', async () => {
    account().plans.set('left', { ends: 'never' });
    const own = new AbortController();
    const report = ({ step }: CreationProgress) => {
      if (step === 'azure') own.abort();
    };
    const left = carryOutCreation(await begin('left'), parts({ report }), own.signal);
    await assert.rejects(left, { name: 'AbortError' });
    assert.deepEqual([puts('left'), open().all], [1, []]);
  });

  it('asks Azure no faster than every five seconds, and no more once it is done', async () => {
    account().plans.set('slow', { ends: 'Succeeded', ms: 500 });
    await create('slow');
    assert.ok(clock().waits.length > 0);
    assert.ok(clock().waits.every((ms) => ms >= 5000));
    const asked = account().log.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(account().log.length, asked);
  });

  it('says so when the RuntimeClass does not come in five minutes', async () => {
    const { sim } = azure();
    sim.azure.embedded.withholdsClass = true;
    const classes = ['kata-vm-isolation', 'kata-mshv-vm-isolation'].map((name) => {
      const found = sim.object('runtimeclasses', undefined, name);
      sim.remove('runtimeclasses', undefined, name);
      return found;
    });
    const began = clock().now();
    const end = await create('classless');
    for (const one of classes) if (one) sim.upsert(one);
    assert.deepEqual(end, { is: 'ready', count: 1, proof: { is: 'no-class' } });
    assert.ok(clock().now() - began >= 5 * 60_000);
  });

  it('does not wait for nodes of a pool that has none', async () => {
    const body = newPoolBody({ ...ASKED, count: 0, autoscale: { min: 0, max: 3 } });
    const operation = await begin('empty', 'sending', body.properties);
    const end = await carryOutCreation(operation, parts(), signal);
    const proof = { is: 'no-node', runtimeClass: 'kata-vm-isolation' };
    assert.deepEqual(end, { is: 'ready', count: 0, proof });
  });

  it('says why nothing is proved where the cluster cannot be reached', async () => {
    const why = 'Cannot reach prod-weu';
    const connect = () =>
      Promise.reject(new UserError({ kind: 'unreachable', what: why, next: '', retryable: true }));
    const end = await create('far', { connect });
    assert.deepEqual(end, { is: 'ready', count: 1, proof: { is: 'unknown', why } });
  });

  it('proves nothing of a pool without Kata', async () => {
    const body = newPoolBody({ ...ASKED, sandbox: 'gvisor', osSku: 'Ubuntu' });
    const operation = await begin('ubuntu', 'sending', body.properties);
    const end = await carryOutCreation(operation, parts(), signal);
    assert.deepEqual(end, { is: 'ready', count: 1, proof: { is: 'none' } });
  });
});
