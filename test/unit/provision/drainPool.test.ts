import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Clock } from '../../../src/base/clock.ts';
import {
  drainPool,
  type DrainProgress,
  isDrained,
  readPoolDrain,
} from '../../../src/provision/drainPool.ts';
import type { KubeNode } from '../../sim/kube/node.ts';
import type { Pod } from '../../sim/kube/pod.ts';
import { useConnection } from '../../useConnection.ts';

const POOL = 'kata1';
const BUDGET = 'The disruption budget api needs 2 healthy pods and has 2 currently';

describe('draining a pool', () => {
  const used = useConnection();
  const { signal } = new AbortController();
  afterEach(() => used.sim.faults.clear());

  /** Waits a moment only: what the cluster needs to end a pod. */
  const clock: Clock = {
    now: () => Date.now(),
    wait: (_, stop) =>
      new Promise((resolve, reject) => {
        setTimeout(() => (stop.aborted ? reject(stop.reason) : resolve()), 20);
      }),
  };
  const read = () => readPoolDrain(used.connection, POOL, signal);
  const drain = (
    agreed: readonly string[],
    report: (progress: DrainProgress) => void = () => undefined,
  ) => drainPool(used.connection, POOL, new Set(agreed), { clock, report }, signal);
  const simNodes = () =>
    used.sim
      .objects<KubeNode>('nodes')
      .filter(({ metadata }) => metadata.labels?.['agentpool'] === POOL);
  const onPool = () => {
    const names = new Set(simNodes().map(({ metadata }) => metadata.name));
    return used.sim.objects<Pod>('pods').filter(({ spec }) => names.has(spec.nodeName ?? ''));
  };
  const isOfDaemonSet = ({ metadata }: Pod) =>
    metadata.ownerReferences?.some(({ kind }) => kind === 'DaemonSet') === true;

  it('names the right that is missing, and sends no eviction then', async () => {
    const { pods } = await read();
    used.sim.faults.add({
      verb: 'patch',
      resource: 'nodes',
      action: { kind: 'status', code: 403 },
    });
    await assert.rejects(
      drain(pods.map(({ uid }) => uid)),
      /You may not cordon the node .* \(needs patch on nodes\)/,
    );
    assert.deepEqual((await read()).pods.length, pods.length);
    used.sim.faults.clear();
    used.sim.faults.add({ resource: 'pods/eviction', action: { kind: 'status', code: 403 } });
    await assert.rejects(drain(pods.map(({ uid }) => uid)), /\(needs create on pods\/eviction\)/);
  });

  it('cordons all nodes, and evicts the pods that were agreed to and no others', async () => {
    const { pods } = await read();
    const [first] = pods;
    assert.ok(first && pods.length > 1);
    await drain([first.uid]);
    const left = await read();
    assert.ok(left.nodes.length > 0 && left.nodes.every(({ unschedulable }) => unschedulable));
    assert.deepEqual(
      left.pods.map(({ uid }) => uid),
      pods.slice(1).map(({ uid }) => uid),
    );
    assert.equal(isDrained(left), false);
  });

  it('waits out a disruption budget, tells whom it holds, and deletes nothing itself', async () => {
    const { pods } = await read();
    const [held] = pods;
    assert.ok(held);
    used.sim.faults.add({
      resource: 'pods/eviction',
      name: held.name,
      times: 3,
      action: {
        kind: 'status',
        code: 429,
        message: "Cannot evict pod as it would violate the pod's disruption budget.",
        causes: [{ reason: 'DisruptionBudget', message: BUDGET }],
      },
    });
    const told: DrainProgress[] = [];
    await drain(
      pods.map(({ uid }) => uid),
      (progress) => told.push(progress),
    );
    const waits = told.filter((progress) => progress.held.length > 0);
    assert.equal(waits.length, 3);
    const [one] = waits[0]?.held ?? [];
    assert.deepEqual([one?.pod.name, one?.by], [held.name, BUDGET]);
    assert.equal(isDrained(await read()), true);
  });

  it('leaves the pods of DaemonSets, and repeats nothing once it is done', async () => {
    assert.ok(onPool().some(isOfDaemonSet));
    assert.deepEqual(
      onPool().filter((pod) => !isOfDaemonSet(pod) && pod.status?.phase === 'Running'),
      [],
    );
    const versions = () => simNodes().map(({ metadata }) => metadata.resourceVersion);
    const cordoned = versions();
    await drain([]);
    assert.deepEqual(versions(), cordoned);
  });

  it('ends when nobody waits any more, and leaves what it did', async () => {
    const node = simNodes()[0];
    const like = used.sim.objects<Pod>('pods').find(({ status }) => status?.phase === 'Running');
    assert.ok(node && like);
    used.sim.upsert({
      ...like,
      metadata: { name: 'late', namespace: 'web', uid: 'late' },
      spec: { ...like.spec, nodeName: node.metadata.name },
    });
    used.sim.faults.add({ resource: 'pods/eviction', action: { kind: 'status', code: 429 } });
    const stop = new AbortController();
    const report = () => stop.abort(new DOMException('stopped', 'AbortError'));
    await assert.rejects(
      drainPool(used.connection, POOL, new Set(['late']), { clock, report }, stop.signal),
      { name: 'AbortError' },
    );
    assert.deepEqual(
      (await read()).pods.map(({ name }) => name),
      ['late'],
    );
  });

  it('leaves another pod of the same name alone', async () => {
    const late = used.sim.object<Pod>('pods', 'web', 'late');
    assert.ok(late);
    used.sim.faults.add({
      resource: 'pods/eviction',
      times: 1,
      action: { kind: 'status', code: 429 },
    });
    // Between reading and evicting somebody makes it anew.
    const report = () => {
      used.sim.remove('pods', 'web', 'late');
      used.sim.upsert({ ...late, metadata: { ...late.metadata, uid: 'later' } });
    };
    await drainPool(used.connection, POOL, new Set(['late']), { clock, report }, signal);
    assert.equal(used.sim.object<Pod>('pods', 'web', 'late')?.metadata.uid, 'later');
  });
});
