import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getManagedCluster } from '../../../src/azure/clusters/managedCluster.ts';
import { unchangedCluster } from '../../../src/azure/clusters/unchangedCluster.ts';
import { reconcileCluster } from '../../../src/azure/operations/reconcileCluster.ts';
import { UserError } from '../../../src/base/problem.ts';
import { stringOf } from '../../../src/model/kubernetes/kubernetesObject.ts';
import { leftByOther } from '../../../src/provision/otherWindow.ts';
import {
  carryOutCreation,
  type CreationProgress,
  resumeCreation,
} from '../../../src/provision/poolCreation.ts';
import type { PoolEnd } from '../../../src/provision/poolEnd.ts';
import { PROD_WEU } from '../azure/prodWeu.ts';
import { useCreation, verdictOf } from './useCreation.ts';

describe('a creation that its window left', () => {
  const creation = useCreation();
  const { azure, signal, open, parts, begin, account, clock, told, create, puts } = creation;

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
    assert.equal(verdictOf(await resumed()), 'vm');
    assert.equal(puts('tokenless'), 1);
  });

  /** What a window does that was reloaded. */
  async function resumed(): Promise<PoolEnd> {
    const operations = open();
    const [operation] = operations.interrupted;
    assert.ok(operation);
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
      assert.equal(verdictOf(await resumed()), 'vm');
      assert.deepEqual([puts(pool), open().all], [1, []]);
    });
  }

  /** A pool whose RuntimeClass comes only with a reconcile. */
  async function classless(pool: string): Promise<void> {
    const { sim } = azure();
    sim.azure.embedded.withholdsClass = true;
    for (const name of ['kata-vm-isolation', 'kata-mshv-vm-isolation']) {
      sim.remove('runtimeclasses', undefined, name);
    }
    const end = await create(pool);
    assert.deepEqual(end, { is: 'ready', count: 1, proof: { is: 'no-class' } });
    const { arm } = parts();
    const { cluster, body } = await getManagedCluster(arm, PROD_WEU, signal);
    const reconcile = { eTag: stringOf(body['eTag']), body: unchangedCluster(body).body };
    assert.equal(await reconcileCluster(arm, cluster, reconcile, signal), 'taken');
    await begin(pool, 'reconcile');
  }

  it('waits for the reconcile of the cluster that brings the class, and proves the pool', async () => {
    account().plans.set('prod-weu', { ends: 'Succeeded', ms: 500 });
    await classless('reconciled');
    assert.equal(verdictOf(await resumed()), 'vm');
    const states = told().flatMap((one) => (one.step === 'reconcile' ? [one.state] : []));
    assert.deepEqual([states[0], states.at(-1)], ['Updating', 'Succeeded']);
    assert.deepEqual([puts('prod-weu'), open().all], [1, []]);
  });

  it('claims nothing where Azure did not reconcile the cluster', async () => {
    account().plans.set('prod-weu', { ends: 'Failed' });
    await classless('unreconciled');
    const why = 'Azure did not reconcile prod-weu: it is Failed';
    assert.deepEqual(await resumed(), { is: 'ready', count: 1, proof: { is: 'unknown', why } });
  });

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

  it('is watched while the other window is there, and then gone on with', async () => {
    const operation = await begin('watched');
    const other = open('b');
    const began = clock().now();
    const left = await leftByOther(operation, other, clock(), signal);
    assert.deepEqual(left, operation);
    assert.ok(clock().now() - began >= 60_000);
    const end = await resumeCreation(operation, parts({ operations: other }), signal);
    assert.deepEqual([end, puts('watched')], [{ is: 'not-created' }, 0]);
  });

  it('is left alone once it has ended in the other window', async () => {
    const operation = await begin('ended');
    const left = leftByOther(operation, open('b'), clock(), signal);
    await open().end(operation.id);
    assert.equal(await left, undefined);
  });

  it('is only watched by another window while it goes on', async () => {
    const operation = await begin('twice');
    const own = carryOutCreation(operation, parts(), signal);
    const left = leftByOther(operation, open('b'), clock(), signal);
    assert.equal(verdictOf(await own), 'vm');
    assert.equal(await left, undefined);
    assert.deepEqual([puts('twice'), open().all], [1, []]);
  });
});
