import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import type { Verdict } from '../../../../src/model/isolation/checkResult.ts';
import { eventually } from '../../../eventually.ts';
import { uuidOf } from '../../../sim/pods/podStatus.ts';
import type { Sim } from '../../../sim/sim.ts';
import { connectionTo } from '../../../simConnection.ts';
import { useCheck } from './useCheck.ts';

describe('checkPods', () => {
  const used = useCheck({ windowsPool: true, podStartMs: 20 });
  const { check, checkOne, podOf } = used;
  let sim: Sim;
  before(() => ({ sim } = used));
  afterEach(() => sim.faults.clear());

  const CASES: readonly (readonly [string, string, string, Verdict, RegExp])[] = [
    ['gVisor', 'payments', 'worker-', 'gvisor', /kernel files are gVisor's/],
    [
      'a claim of gVisor on the kernel of the node',
      'payments',
      'legacy-0',
      'host-kernel',
      /that of its node/,
    ],
    ['an image that fakes uname', 'web', 'impostor', 'host-kernel', /by its boot id/],
    [
      'no shell and no programs',
      'payments',
      'vault-proxy-',
      'indeterminate',
      /has no cat.*has no uname/,
    ],
    ['a pod whose second container has no programs', 'payments', 'checkout-', 'gvisor', /gVisor's/],
    ['Kata', 'web', 'storefront-', 'vm', /VM handler/],
    ['a plain class', 'web', 'cache-', 'host-kernel', /that of its node/],
    ['a completed pod', 'batch', 'nightly-', 'indeterminate', /has ended/],
    ['a pod that no node takes', 'batch', 'render-', 'indeterminate', /Pending/],
    ['a pod whose sandbox failed', 'batch', 'scan-', 'indeterminate', /Pending|not running/],
    ['a pod that is still initializing', 'batch', 'import-0', 'host-kernel', /./],
    ['a Windows pod', 'web', 'iis', 'not-applicable', /Windows/],
    ['a static pod', 'kube-system', 'node-watchdog', 'host-kernel', /that of its node/],
  ];
  for (const [name, namespace, prefix, verdict, reason] of CASES) {
    it(name, async () => {
      const result = await checkOne(namespace, prefix);
      assert.equal(result.verdict, verdict, result.reason);
      assert.match(result.reason, reason);
    });
  }

  it('names a node as it was asked for, whatever it says of itself', async () => {
    const answer = {
      kind: 'answer',
      code: 200,
      contentType: 'application/json',
      text: '{}',
    } as const;
    sim.faults.add({ verb: 'get', resource: 'nodes', action: answer });
    const { node, reason } = await checkOne('payments', 'worker-');
    assert.match(reason, new RegExp(`the node ${node} has no kernel to compare with`));
  });

  it('checks every pod of the cluster, and tells each result as it comes', async () => {
    const told: string[] = [];
    const report = await check(
      { kind: 'cluster' },
      { onProgress: (done, total, result) => void (result && told.push(`${done}/${total}`)) },
    );
    assert.equal(report.pods.length, sim.objects('pods').length);
    assert.equal(told.length, report.pods.length);
    assert.equal(told.at(-1), `${told.length}/${told.length}`);
  });

  it('reads a node before its first pod, and then once after each at most', async () => {
    const read = () => sim.requests.served('get', 'nodes');
    const earlier = read();
    const { pods } = await check({ kind: 'cluster' }, { concurrency: 1 });
    const placed = pods.filter(({ node }) => node !== undefined);
    const nodes = new Set(placed.map(({ node }) => node));
    assert.ok(placed.length > nodes.size);
    assert.ok(read() - earlier <= placed.length + nodes.size, `${read() - earlier}`);
  });

  it('takes only pods with a RuntimeClass unless told otherwise', async () => {
    const { pods } = await check({ kind: 'cluster' }, { includeUnsandboxed: false });
    assert.ok(pods.length > 0);
    assert.ok(pods.every(({ runtimeClass }) => runtimeClass !== undefined));
  });

  it('checks several namespaces and pods, each pod once', async () => {
    const worker = podOf('payments', 'worker-');
    const { pods } = await check({
      kind: 'several',
      scopes: [
        { kind: 'namespace', namespace: 'web' },
        { kind: 'pods', pods: [worker, podOf('web', 'storefront-')] },
        { kind: 'pods', pods: [worker] },
      ],
    });
    const inWeb = sim.objects('pods', 'web').length;
    assert.equal(pods.length, inWeb + 1);
  });

  it('checks a namespace', async () => {
    const { pods } = await check({ kind: 'namespace', namespace: 'web' });
    assert.deepEqual(new Set(pods.map(({ namespace }) => namespace)), new Set(['web']));
  });

  const PROFILES = [
    ['hang', /did not end in time/],
    ['flood', /printed far too much/],
    ['cutShort', /was cut/],
  ] as const;
  for (const [profile, reason] of PROFILES) {
    it(`is indeterminate for an exec that behaves so: ${profile}`, async () => {
      const { namespace, name } = podOf('payments', 'worker-');
      sim.setRuntime(namespace, name, { profile });
      const { pods } = await check(
        { kind: 'pods', pods: [{ namespace, name }] },
        { timeoutMs: 400 },
      );
      sim.setRuntime(namespace, name, { profile: 'normal' });
      assert.equal(pods[0]?.verdict, 'indeterminate');
      assert.match(pods[0]?.reason ?? '', reason);
    });
  }

  it('takes no harm from what comes after the end of an exec', async () => {
    const { namespace, name } = podOf('payments', 'worker-');
    sim.setRuntime(namespace, name, { profile: 'late' });
    const { verdict } = await checkOne(namespace, name);
    sim.setRuntime(namespace, name, { profile: 'normal' });
    assert.equal(verdict, 'gvisor');
  });

  it('believes no VM on a node that rebooted during the check', async () => {
    const { namespace, name } = podOf('web', 'storefront-');
    const pod = sim.object('pods', namespace, name) as unknown as { spec: { nodeName: string } };
    const node = sim.object('nodes', undefined, pod.spec.nodeName);
    assert.ok(node);
    let reads = 0;
    const rebooting = setInterval(() => {
      if (sim.requests.served('get', 'nodes') === reads) return;
      reads = sim.requests.served('get', 'nodes');
      const changed = structuredClone(node) as typeof node & {
        status: { nodeInfo: { bootID: string } };
      };
      changed.status.nodeInfo.bootID = uuidOf(`boot ${reads}`);
      sim.upsert(changed);
    }, 1);
    sim.faults.add({ resource: 'pods/exec', action: { kind: 'latency', ms: 50 } });
    const { pods } = await check({ kind: 'pods', pods: [{ namespace, name }] });
    clearInterval(rebooting);
    sim.upsert(node);
    assert.equal(pods[0]?.verdict, 'indeterminate');
    assert.match(pods[0]?.reason ?? '', /rebooted/);
  });

  const PASSING = [
    ['a busy server at exec', 'pods/exec', { kind: 'status', code: 429, retryAfterSeconds: 1 }],
    ['a failing exec', 'pods/exec', { kind: 'status', code: 500 }],
    ['an exec that gets no answer', 'pods/exec', { kind: 'refuse' }],
    ['a failing read of the node', 'nodes', { kind: 'status', code: 503 }],
    ['a cut read of the node', 'nodes', { kind: 'cut', afterBytes: 100 }],
    ['a truncated node', 'nodes', { kind: 'truncate', afterBytes: 100 }],
    ['a slow node', 'nodes', { kind: 'latency', ms: 50 }],
    ['a busy server at the pod', 'pods', { kind: 'status', code: 429 }],
    [
      'a proxy in the way',
      'pods',
      { kind: 'answer', code: 200, contentType: 'text/html', text: '<html>' },
    ],
  ] as const;
  for (const [name, resource, action] of PASSING) {
    it(`proves a VM in spite of what passes: ${name}`, async () => {
      sim.faults.add({ verb: 'get', resource, times: 1, action });
      const result = await checkOne('web', 'storefront-', { timeoutMs: 10_000 });
      assert.equal(result.verdict, 'vm', result.reason);
      assert.deepEqual(sim.faults.list(), [], 'the fault was met');
    });
  }

  it('does not wait for a node whose answer stalls', async () => {
    sim.faults.add({ verb: 'get', resource: 'nodes', action: { kind: 'stall', afterBytes: 10 } });
    const result = await checkOne('web', 'storefront-', { timeoutMs: 300 });
    assert.equal(result.verdict, 'indeterminate');
    assert.match(result.reason, /node could not be read/);
  });

  it('checks a pod once that is named twice', async () => {
    const pod = podOf('payments', 'worker-');
    const { pods } = await check({ kind: 'pods', pods: [pod, { ...pod }] });
    assert.equal(pods.length, 1);
  });

  it('says which right is missing when exec is forbidden', async () => {
    const limited = await connectionTo(sim, 'sim-no-exec');
    const result = await checkOne('payments', 'worker-', { connection: limited });
    limited.dispose();
    assert.equal(result.verdict, 'indeterminate');
    assert.match(
      result.reason,
      /You may not run commands in .* \(needs get and create on pods\/exec\)/,
    );
  });

  it('proves gVisor, but no VM, without the right to read nodes', async () => {
    const limited = await connectionTo(sim, 'sim-no-nodes');
    const gvisor = await checkOne('payments', 'worker-', { connection: limited });
    const kata = await checkOne('web', 'storefront-', { connection: limited });
    limited.dispose();
    assert.equal(gvisor.verdict, 'gvisor');
    assert.equal(kata.verdict, 'indeterminate');
    assert.match(kata.reason, /You may not read the node .* \(needs get on nodes\)/);
  });

  it('ends at once when it is cancelled', async () => {
    const { namespace, name } = podOf('payments', 'worker-');
    sim.setRuntime(namespace, name, { profile: 'hang' });
    const controller = new AbortController();
    const running = check({ kind: 'cluster' }, { signal: controller.signal, timeoutMs: 60_000 });
    setTimeout(() => controller.abort(), 200);
    await assert.rejects(running, { name: 'AbortError' });
    sim.setRuntime(namespace, name, { profile: 'normal' });
    await eventually(() => sim.requests.openExecs === 0);
  });
});
