import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { abortPoolOperation } from '../../../src/azure/operations/changePool.ts';
import { newPoolBody } from '../../../src/azure/pools/newPool.ts';
import type { Clock } from '../../../src/base/clock.ts';
import { nullLog } from '../../../src/base/log.ts';
import { UserError } from '../../../src/base/problem.ts';
import type { Connection } from '../../../src/kube/api/connection.ts';
import type { PoolOperation, PoolStep } from '../../../src/model/aks/poolOperation.ts';
import {
  carryOutCreation,
  type CreationParts,
  type CreationProgress,
  resumeCreation,
} from '../../../src/provision/poolCreation.ts';
import type { PoolEnd } from '../../../src/provision/poolEnd.ts';
import type { KeyedMemory } from '../../../src/state/memory/memory.ts';
import { PoolOperations } from '../../../src/state/memory/poolOperations.ts';
import { PRODUCTION } from '../../sim/azure/sample/tenants.ts';
import { connectionTo } from '../../simConnection.ts';
import { useAzure } from '../azure/useAzure.ts';
import { memory } from '../state/openClusters.ts';

const CLUSTER = {
  id: `/subscriptions/${PRODUCTION.id}/resourceGroups/sandbox-rg/providers/Microsoft.ContainerService/managedClusters/prod-weu`,
  name: 'prod-weu',
};
const ASKED = {
  sandbox: 'kata',
  osSku: 'AzureLinux',
  vmSize: 'Standard_D4s_v5',
  count: 1,
} as const;
const BODY = newPoolBody({ ...ASKED, name: 'x' });

/** Turned by those who wait: at once it is as late as they want. */
function turnedClock(): Clock & { readonly waits: number[] } {
  let now = Date.now();
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    wait: async (ms, signal) => {
      signal.throwIfAborted();
      // What only says that the window is there waits as long as it is there.
      if (ms === 15_000) return new Promise(() => {});
      waits.push(ms);
      now += ms;
      await new Promise((resolve) => setTimeout(resolve, 10));
      signal.throwIfAborted();
    },
  };
}

describe('the creation of a pool', () => {
  const azure = useAzure();
  let connection: Connection;
  let global: KeyedMemory;
  let told: CreationProgress[];
  let clock: ReturnType<typeof turnedClock>;
  const { signal } = new AbortController();

  before(async () => {
    connection = await connectionTo(azure().sim);
  });
  after(() => connection.dispose());
  beforeEach(() => {
    global = memory();
    told = [];
    clock = turnedClock();
  });
  afterEach(() => {
    azure().sim.azure.account.faults.clear();
    azure().sim.azure.embedded.withholdsClass = false;
  });

  const account = () => azure().sim.azure.account;
  const open = (window = 'a') => new PoolOperations(global, () => window, clock, nullLog);
  const parts = (more: Partial<CreationParts> = {}): CreationParts => ({
    arm: azure().arm(),
    operations: open(),
    clock,
    log: nullLog,
    image: 'busybox',
    report: (progress) => told.push(progress),
    connect: () => Promise.resolve(connection),
    ...more,
  });
  const begin = (
    pool: string,
    step: PoolStep = 'sending',
    body: PoolOperation['body'] = BODY.properties,
  ) =>
    open().begin({
      kind: 'create',
      clusterId: CLUSTER.id,
      clusterName: CLUSTER.name,
      tenant: azure().arm().tenant ?? '',
      pool,
      body,
      step,
    });
  const create = async (pool: string, more: Partial<CreationParts> = {}): Promise<PoolEnd> =>
    carryOutCreation(await begin(pool), parts(more), signal);
  const puts = (pool: string) =>
    azure()
      .writes()
      .filter((write) => write === `PUT ${pool}`).length;
  const steps = () => told.map(({ step }) => step).filter((step, at, all) => step !== all[at - 1]);
  const verdict = (end: PoolEnd) =>
    end.is === 'ready' && end.proof.is === 'checked' ? end.proof.result.verdict : end;

  it('goes from one request to a verdict, and its record ends', async () => {
    const end = await create('plain');
    assert.equal(verdict(end), 'vm');
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
      assert.equal(verdict(await create(pool)), 'vm');
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
    assert.equal(verdict(await create('unclear')), 'vm');
    assert.equal(puts('unclear'), 1);
    assert.ok(told.some((one) => one.step === 'azure' && one.problem));
  });

  it('ends with the reason of a refusal', async () => {
    const refused = newPoolBody({ ...ASKED, name: 'x', count: 200 });
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
      told.push(progress);
      if (progress.step === 'azure')
        stops ??= abortPoolOperation(azure().arm(), CLUSTER, 'stopped', signal);
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
    await create('slow');
    assert.ok(clock.waits.length > 0);
    assert.ok(clock.waits.every((ms) => ms >= 5000));
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
    const began = clock.now();
    const end = await create('classless');
    for (const one of classes) if (one) sim.upsert(one);
    assert.deepEqual(end, { is: 'ready', count: 1, proof: { is: 'no-class' } });
    assert.ok(clock.now() - began >= 5 * 60_000);
  });

  it('does not wait for nodes of a pool that has none', async () => {
    const body = newPoolBody({ ...ASKED, name: 'x', count: 0, autoscale: { min: 0, max: 3 } });
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
    const body = newPoolBody({ ...ASKED, name: 'x', sandbox: 'gvisor', osSku: 'Ubuntu' });
    const operation = await begin('ubuntu', 'sending', body.properties);
    const end = await carryOutCreation(operation, parts(), signal);
    assert.deepEqual(end, { is: 'ready', count: 1, proof: { is: 'none' } });
  });

  it('keeps its record when the sign-in ends while it is followed', async () => {
    const arm = azure().arm();
    arm.read = () =>
      Promise.reject(
        new UserError({ kind: 'unauthorized', what: 'Nobody is', next: '', retryable: false }),
      );
    await assert.rejects(create('tokenless', { arm }), /Nobody is/);
    assert.deepEqual(
      open().interrupted.map(({ pool, step }) => [pool, step]),
      [['tokenless', 'azure']],
    );
    assert.equal(verdict(await resumed()), 'vm');
    assert.equal(puts('tokenless'), 1);
  });

  /** What a window does that was reloaded. */
  async function resumed(): Promise<PoolEnd> {
    const operations = open();
    const [operation] = operations.interrupted;
    assert.ok(operation);
    told = [];
    return resumeCreation(operation, parts({ operations }), signal);
  }

  for (const step of ['sending', 'azure', 'class', 'proof'] as const) {
    it(`goes on after a reload in the step ${step}, and sends nothing`, async () => {
      const pool = `at${step}`;
      const window = parts({ operations: open() });
      const closes = new AbortController();
      const report = (progress: CreationProgress) => {
        if (progress.step !== step) return;
        // The window is gone: nothing of it is heard any more.
        window.operations.dispose();
        closes.abort();
      };
      const operation = await begin(pool);
      const closed = carryOutCreation(operation, { ...window, report }, closes.signal);
      await assert.rejects(closed, { name: 'AbortError' });
      // What was under way when the window closed is at Azure.
      while (puts(pool) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      assert.deepEqual(
        open().all.map((one) => [one.pool, one.step]),
        [[pool, step]],
      );
      assert.equal(verdict(await resumed()), 'vm');
      assert.deepEqual([puts(pool), open().all], [1, []]);
    });
  }

  it('says after a reload that nothing was created, where nothing was sent', async () => {
    await begin('unsent');
    assert.deepEqual(await resumed(), { is: 'not-created' });
    assert.deepEqual([puts('unsent'), open().all], [0, []]);
  });

  it('takes no pool of the name for its own that others made', async () => {
    await begin('gv1');
    assert.deepEqual(await resumed(), { is: 'another' });
    await begin('gone', 'azure');
    assert.deepEqual(await resumed(), { is: 'gone' });
    await begin('gv1', 'azure');
    assert.deepEqual(await resumed(), { is: 'another' });
  });

  it('of one pool does not lose the record of another', async () => {
    const others = open('b');
    const other = await others.begin({ ...(await begin('mine')), pool: 'theirs' });
    await create('third');
    assert.deepEqual(
      others.all.map(({ pool }) => pool),
      ['mine', 'theirs'],
    );
    await others.end(other.id);
  });
});
