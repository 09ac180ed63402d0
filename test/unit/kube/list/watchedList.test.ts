import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import { Connection } from '../../../../src/kube/api/connection.ts';

import { WatchedList } from '../../../../src/kube/list/watchedList.ts';
import type { Loadable } from '../../../../src/model/cluster/loadable.ts';
import type { KubeNode } from '../../../../src/model/node/node.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';
import { connectionTo, connectTo } from '../../../simConnection.ts';
import { PODS } from '../../../../src/kube/resources/podResource.ts';
import { NODES } from '../../../../src/kube/resources/nodeResource.ts';
import { eventually } from '../../../eventually.ts';

type Nodes = Loadable<readonly KubeNode[]>;

describe('WatchedList', () => {
  let sim: Sim;
  let connection: Connection;
  const stops: (() => void)[] = [];
  before(async () => {
    sim = await startSim({ bookmarkMs: 100 });
    connection = await connectionTo(sim);
  });
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    sim.faults.clear();
  });
  after(async () => {
    connection.dispose();
    await sim.stop();
  });

  /** Starts the list and gives a function that waits for a value newer than the one it gave before. */
  const follow = (of: Connection = connection) => {
    const source = new WatchedList(() => of, NODES, nullLog);
    const seen: Nodes[] = [];
    const waiting = new Set<() => void>();
    let told = 0;
    const running = source.start((next) => {
      seen.push(next);
      for (const look of waiting) look();
    });
    stops.push(() => running.dispose());
    const until = (wanted: (value: Nodes) => boolean): Promise<Nodes> =>
      new Promise((resolve) => {
        const look = (): void => {
          const at = seen.findIndex((value, index) => index >= told && wanted(value));
          const found = seen[at];
          if (!found) return;
          told = at + 1;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    return { source, seen, until };
  };
  const ready = (value: Nodes) => value.state === 'ready';
  const named = (name: string) => (value: Nodes) =>
    value.state === 'ready' && value.value.some((node) => node.name === name);
  const addNode = (name: string) =>
    sim.upsert({ apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: {}, status: {} });

  it('lists, then follows what is added, changed and deleted', async () => {
    const { until } = follow();
    const first = await until(ready);
    assert.equal(first.state === 'ready' && first.value.length, 8);
    addNode('new-1');
    await until(named('new-1'));
    sim.remove('nodes', undefined, 'new-1');
    await until((value) => value.state === 'ready' && !named('new-1')(value) && value.at > 0);
  });

  const FAULTS = [
    ['429 with Retry-After', { kind: 'status', code: 429, retryAfterSeconds: 1 }, 'throttled'],
    ['500', { kind: 'status', code: 500 }, 'server'],
    ['truncated JSON', { kind: 'truncate', afterBytes: 500 }, 'invalid-answer'],
    ['a cut stream', { kind: 'cut', afterBytes: 500 }, 'unreachable'],
    ['no answer', { kind: 'refuse' }, 'unreachable'],
    ['a list that took too long', { kind: 'expired' }, 'server'],
    [
      'an answer that is no JSON',
      { kind: 'answer', code: 200, contentType: 'text/html', text: '<html>' },
      'invalid-answer',
    ],
  ] as const;
  for (const [name, action, kind] of FAULTS) {
    it(`states the problem and recovers by itself: ${name}`, async () => {
      sim.faults.add({ verb: 'list', resource: 'nodes', times: 1, action });
      const { until } = follow();
      const failed = await until((value) => value.state === 'failed');
      assert.equal(failed.state === 'failed' && failed.problem.kind, kind);
      assert.equal(failed.state === 'failed' && failed.problem.what.includes('prod-weu'), true);
      await until(ready);
    });
  }

  const SILENT = [
    ['a body that stalls', { kind: 'stall', afterBytes: 500 }],
    ['an answer that does not come', { kind: 'latency', ms: 60_000 }],
  ] as const;
  for (const [name, action] of SILENT) {
    it(`states the problem and recovers by itself: ${name}`, async () => {
      sim.faults.add({ verb: 'list', resource: 'nodes', times: 1, action });
      const impatient = await connectTo(sim.kubeconfig, undefined, { bounds: { silenceMs: 1000 } });
      const { until } = follow(impatient);
      const failed = await until((value) => value.state === 'failed');
      assert.match(failed.state === 'failed' ? failed.problem.what : '', /it stopped answering/);
      await until(ready);
      impatient.dispose();
    });
  }

  it('waits for a slow answer', async () => {
    sim.faults.add({ verb: 'list', resource: 'nodes', action: { kind: 'latency', ms: 200 } });
    const { until, seen } = follow();
    await until(ready);
    assert.ok(!seen.some(({ state }) => state === 'failed'));
  });

  it('keeps what it knew while it fails', async () => {
    const { source, until } = follow();
    await until(ready);
    sim.faults.add({
      verb: 'list',
      resource: 'nodes',
      times: 1,
      action: { kind: 'status', code: 503 },
    });
    source.refresh();
    const failed = await until((value) => value.state === 'failed');
    assert.equal(failed.state === 'failed' && failed.stale?.length, 8);
    await until(ready);
  });

  it('lists again when a watch is too old', async () => {
    const { until, seen } = follow();
    await until(ready);
    const lists = sim.requests.served('list', 'nodes');
    sim.faults.add({ verb: 'watch', resource: 'nodes', times: 1, action: { kind: 'expired' } });
    sim.requests.closeWatches('nodes');
    addNode('after-410');
    await until(named('after-410'));
    assert.ok(sim.requests.served('list', 'nodes') > lists);
    assert.ok(
      !seen.some(({ state }) => state === 'failed'),
      'a good list follows: nothing was old',
    );
    sim.remove('nodes', undefined, 'after-410');
  });

  it('comes back after every connection was dropped', async () => {
    const { until } = follow();
    await until(ready);
    sim.dropConnections();
    addNode('after-drop');
    await until(named('after-drop'));
    sim.remove('nodes', undefined, 'after-drop');
  });

  it('says which right is missing, and on what', async () => {
    const limited = await connectionTo(sim, 'sim-no-nodes');
    const { until } = follow(limited);
    const failed = await until((value) => value.state === 'failed');
    assert.equal(
      failed.state === 'failed' && failed.problem.what,
      'You may not list nodes in prod-weu-no-nodes (needs list on nodes)',
    );
    limited.dispose();
  });

  it('says that what it shows grows old when one may list but not watch', async () => {
    const action = { kind: 'status', code: 403 } as const;
    sim.faults.add({ verb: 'watch', resource: 'nodes', action });
    const { until } = follow();
    await until(ready);
    const failed = await until((value) => value.state === 'failed');
    assert.equal(failed.state === 'failed' && failed.stale?.length, 8);
    assert.equal(
      failed.state === 'failed' && failed.problem.what,
      'You may not watch nodes in prod-weu (needs watch on nodes)',
    );
  });

  it('stops watching when nobody listens', async () => {
    const pods = new WatchedList(() => connection, PODS, nullLog);
    const loaded = Promise.withResolvers<void>();
    const running = pods.start((next) => {
      if (next.state === 'ready') loaded.resolve();
    });
    await loaded.promise;
    await eventually(() => (sim.requests.watches['pods'] ?? 0) === 1);
    running.dispose();
    await eventually(() => (sim.requests.watches['pods'] ?? 0) === 0);
  });
});
