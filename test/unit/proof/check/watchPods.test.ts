import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import { watchPods } from '../../../../src/proof/check/watchPods.ts';
import { eventually } from '../../../eventually.ts';
import { connectionTo, unverifiedTo } from '../../../simConnection.ts';
import { useCheck } from './useCheck.ts';

interface Status {
  status: { containerStatuses: { restartCount: number }[] };
}

describe('watchPods', () => {
  const used = useCheck({ podStartMs: 20, agents: 'v1beta1' });

  const start = (
    stop: AbortController,
    told: string[],
    connection = used.connection,
    ...namespaces: readonly string[]
  ) =>
    watchPods({
      connection,
      scopes: (namespaces.length > 0 ? namespaces : ['payments']).map((namespace) => ({
        kind: 'namespace',
        namespace,
      })),
      includeUnsandboxed: false,
      concurrency: 4,
      timeoutMs: 3000,
      signal: stop.signal,
      log: nullLog,
      onReport: ({ pods }) => told.push(...pods.map(({ name, verdict }) => `${name} ${verdict}`)),
      onLimit: (limit) => told.push(limit),
      onProblem: ({ what }) => told.push(what),
    });

  it('takes a pod without a class where the template of its Sandbox has one', async () => {
    const stop = new AbortController();
    const told: string[] = [];
    const ended = assert.rejects(start(stop, told, used.connection, 'agents'), {
      name: 'AbortError',
    });
    await eventually(() => told.includes('a-2 host-kernel'));
    assert.ok(!told.some((one) => one.startsWith('old-1')));
    stop.abort();
    await ended;
  });

  it('checks each pod once, those that come and those that start again, until it is stopped', async () => {
    const { sim } = used;
    const stop = new AbortController();
    const told: string[] = [];
    const ended = assert.rejects(start(stop, told), { name: 'AbortError' });
    const running = sim
      .objects('pods', 'payments')
      .filter(
        (pod) =>
          (pod as unknown as { spec: object }).spec &&
          'runtimeClassName' in (pod as unknown as { spec: object }).spec,
      );
    await eventually(() => told.length >= running.length);
    const first = told.length;
    const worker = sim
      .objects('pods', 'payments')
      .find(({ metadata }) => metadata.name?.startsWith('worker-'));
    assert.ok(worker);
    const name = worker.metadata.name ?? '';

    const again = structuredClone(worker) as typeof worker & Status;
    for (const one of again.status.containerStatuses) one.restartCount++;
    sim.upsert(again);
    await eventually(() => told.length === first + 1);
    assert.equal(told.at(-1), `${name} gvisor`);

    const twin = structuredClone(again);
    Object.assign(twin.metadata, { name: 'twin', uid: 'twin' });
    sim.upsert(twin);
    await eventually(() => told.length === first + 2);
    assert.match(told.at(-1) ?? '', /^twin /);

    const touched = structuredClone(again);
    touched.metadata.labels = { ...touched.metadata.labels, touched: 'yes' };
    sim.upsert(touched);
    const last = structuredClone(twin);
    Object.assign(last.metadata, { name: 'last', uid: 'last' });
    sim.upsert(last);
    await eventually(() => told.some((line) => line.startsWith('last ')));
    assert.equal(told.length, first + 3, told.join('\n'));
    stop.abort();
    await ended;
  });

  it('tells once what leaves something open', async () => {
    const { sim } = used;
    sim.faults.add({ resource: 'runtimeclasses', action: { kind: 'status', code: 403 } });
    const connection = await unverifiedTo(sim);
    const stop = new AbortController();
    const told: string[] = [];
    const ended = assert.rejects(start(stop, told, connection), { name: 'AbortError' });
    await eventually(() => told.includes('legacy-0 host-kernel'));
    stop.abort();
    await ended;
    sim.faults.clear();
    connection.dispose();
    const limits = told.filter((one) => / (?:proves nothing|classes alone)$/.test(one));
    assert.equal(limits.length, 2, told.join('\n'));
    assert.match(told[0] ?? '', /without verifying its certificate/);
  });

  it('goes on with the namespaces whose pods may be listed', async () => {
    const { sim, connection } = used;
    sim.faults.add({ resource: 'pods', namespace: 'web', action: { kind: 'status', code: 403 } });
    const stop = new AbortController();
    const told: string[] = [];
    const ended = assert.rejects(start(stop, told, connection, 'web', 'payments'), {
      name: 'AbortError',
    });
    await eventually(
      () => told.includes('legacy-0 host-kernel') && told.some((one) => one.startsWith('You may')),
    );
    stop.abort();
    await ended;
    sim.faults.clear();
  });

  it('ends where pods may not be listed', async () => {
    const limited = await connectionTo(used.sim, 'sim-nobody');
    await assert.rejects(start(new AbortController(), [], limited), /You may not list pods/);
    limited.dispose();
  });
});
