import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import type { AgentKind } from '../../../../src/model/agents/agentKinds.ts';
import { canaryPod } from '../../../../src/proof/check/canaryPod.ts';
import type { CheckReport } from '../../../../src/proof/report/checkReport.ts';
import type { Sim } from '../../../sim/sim.ts';
import { useCheck } from '../check/useCheck.ts';

describe('a check of agent sandboxes', () => {
  const used = useCheck({ agents: 'v1beta1' });
  let sim: Sim;
  before(() => ({ sim } = used));
  afterEach(() => sim.faults.clear());

  const checkOf = (kind: AgentKind, name: string): Promise<CheckReport> =>
    used.check({ kind: 'workload', namespace: 'agents', workload: { kind, name } });

  const CASES: readonly [AgentKind, string, readonly string[]][] = [
    ['Sandbox', 'worker-7x', ['worker-7x gvisor']],
    ['Sandbox', 'a-2', ['a-2 host-kernel less']],
    ['Sandbox', 'b-3', ['b-3 gvisor']],
    ['Sandbox', 'old-1', ['old-1 host-kernel']],
    ['Sandbox', 'broken', ['broken host-kernel']],
    ['Sandbox', 'twice', ['twice gvisor', 'twice-adopted gvisor']],
    ['Sandbox', 'paused', ['paused not-applicable']],
    ['Sandbox', 'expired', ['expired not-applicable']],
    ['Sandbox', 'refused', ['refused indeterminate']],
    ['SandboxClaim', 'session-1', ['python-pool-q9 gvisor']],
    ['SandboxWarmPool', 'python-pool', ['python-pool-k2 gvisor', 'python-pool-m4 host-kernel']],
    [
      'SandboxTemplate',
      'python',
      ['python-pool-k2 gvisor', 'python-pool-m4 host-kernel', 'python-pool-q9 gvisor'],
    ],
  ];
  for (const [kind, name, told] of CASES) {
    it(`${kind} ${name} means ${told.join(', ')}`, async () => {
      const { pods, unchecked } = await checkOf(kind, name);
      const said = pods.map(
        (pod) => `${pod.name} ${pod.verdict}${pod.sandbox?.isLess ? ' less' : ''}`,
      );
      assert.deepEqual(said.toSorted(), told);
      assert.deepEqual(unchecked, []);
      assert.ok(pods.every(({ sandbox }) => sandbox !== undefined));
    });
  }

  it('says why a Sandbox has no pod', async () => {
    const { pods } = await checkOf('Sandbox', 'refused');
    assert.match(pods[0]?.reason ?? '', /no pod: could not be made: .*"gvisor-v2" not found/);
  });

  it('names what is not there, and what has no Sandbox', async () => {
    const why = async (kind: AgentKind, name: string) =>
      (await checkOf(kind, name)).unchecked?.map((one) => one.why);
    assert.deepEqual(await why('Sandbox', 'gone'), [
      'Sandbox agents/gone is not there in prod-weu',
    ]);
    // Its Sandbox is another's.
    assert.deepEqual(await why('SandboxClaim', 'session-3'), [
      'SandboxClaim agents/session-3 has no Sandbox in prod-weu',
    ]);
    assert.deepEqual(await why('SandboxTemplate', 'plain'), [
      'SandboxTemplate agents/plain has no Sandbox in prod-weu',
    ]);
  });

  it('names what may not be listed', async () => {
    sim.faults.add({ verb: 'list', resource: 'sandboxes', action: { kind: 'status', code: 403 } });
    const { unchecked } = await checkOf('Sandbox', 'worker-7x');
    assert.match(unchecked?.[0]?.why ?? '', /^You may not list sandboxes in prod-weu/);
    const { pods, limits } = await used.check({ kind: 'namespace', namespace: 'agents' });
    assert.ok(pods.length > 0, 'pods are judged as ever');
    assert.match(limits?.[0] ?? '', /^You may not list sandboxes .* promise is not known$/);
  });

  it('leaves unchecked what promises could not be read, and judges the pods', async () => {
    sim.faults.add({ verb: 'list', resource: 'sandboxes', action: { kind: 'status', code: 500 } });
    const { pods, unchecked } = await used.check({ kind: 'namespace', namespace: 'agents' });
    assert.ok(pods.length > 0);
    assert.equal(unchecked?.[0]?.object, 'the Sandboxes of agents');
    assert.match(unchecked[0].why, /HTTP 500.* promise is not known$/);
  });

  it('of a namespace takes a pod without a class where more was promised', async () => {
    const scope = { kind: 'namespace', namespace: 'agents' } as const;
    const { pods } = await used.check(scope, { includeUnsandboxed: false });
    const names = new Set(pods.map(({ name }) => name));
    assert.ok(names.has('a-2'));
    assert.ok(!names.has('old-1'));
  });

  it('asks for no Sandbox where no pod has one', async () => {
    sim.requests.reset();
    await used.check({ kind: 'namespace', namespace: 'payments' });
    const asked = Object.keys(sim.requests.paths);
    assert.deepEqual(
      asked.filter((path) => path === '/apis' || path.includes('agents')),
      [],
    );
  });

  it('a canary pod carries no label of these groups, and no owner', () => {
    const place = { namespace: 'agents', runtimeClass: 'gvisor', node: 'n1' };
    const { metadata } = canaryPod('c', place, 'image');
    assert.deepEqual(Object.keys(metadata).toSorted(), ['labels', 'name', 'namespace']);
    const foreign = Object.keys(metadata.labels).filter((key) => key.includes('agents.x-k8s.io'));
    assert.deepEqual(foreign, []);
  });
});

describe('a check of agent sandboxes where the kinds are not served', () => {
  const used = useCheck({});

  it('says so', async () => {
    const workload = { kind: 'Sandbox', name: 'a' };
    const { unchecked } = await used.check({ kind: 'workload', namespace: 'payments', workload });
    assert.match(unchecked?.[0]?.why ?? '', /prod-weu serves no sandboxes that are known/);
  });
});
