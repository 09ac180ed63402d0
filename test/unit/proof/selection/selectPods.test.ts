import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import { isContradiction } from '../../../../src/model/isolation/contradictions.ts';
import type { PodScope } from '../../../../src/proof/selection/podScope.ts';
import type { Sim } from '../../../sim/sim.ts';
import { connectTo } from '../../../simConnection.ts';
import { useCheck } from '../check/useCheck.ts';

describe('What a check is about', () => {
  const used = useCheck({});
  const { check, podOf } = used;
  let sim: Sim;
  before(() => ({ sim } = used));
  afterEach(() => sim.faults.clear());

  it('judges the pods that are there, and names the one that is not', async () => {
    const worker = podOf('payments', 'worker-');
    const gone = { namespace: 'payments', name: 'gone' };
    const report = await check({ kind: 'pods', pods: [gone, worker] });
    assert.deepEqual(
      report.pods.map(({ name, verdict }) => [name, verdict]),
      [[worker.name, 'gvisor']],
    );
    assert.deepEqual(report.unchecked, [
      {
        object: 'Pod payments/gone',
        why: 'Cannot read the pod payments/gone in prod-weu: not found',
      },
    ]);
  });

  it('says that a namespace is not there, instead of nothing', async () => {
    const { pods, unchecked } = await check({ kind: 'namespace', namespace: 'typo' });
    assert.deepEqual(pods, []);
    assert.match(
      unchecked?.[0]?.why ?? '',
      /Cannot read the namespace typo in prod-weu: not found/,
    );
  });

  it('says that it is not known whether a namespace is there, where that may not be read', async () => {
    sim.faults.add({ verb: 'get', resource: 'namespaces', action: { kind: 'status', code: 403 } });
    const { unchecked, limits } = await check({ kind: 'namespace', namespace: 'typo' });
    assert.deepEqual(unchecked, []);
    assert.match(
      limits?.[0] ?? '',
      /You may not read the namespace typo .*: whether it is there is not known/,
    );
  });

  it('has nothing to say of a namespace without pods', async () => {
    sim.upsert({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'empty' } });
    const { pods, unchecked, limits } = await check({ kind: 'namespace', namespace: 'empty' });
    assert.deepEqual([pods, unchecked, limits], [[], [], []]);
  });

  it('takes the pods of a class', async () => {
    const { pods } = await check({ kind: 'runtimeClass', runtimeClass: 'kata-vm-isolation' });
    assert.ok(pods.length > 0);
    assert.deepEqual([...new Set(pods.map((pod) => pod.runtimeClass))], ['kata-vm-isolation']);
  });

  it('takes the pods of a node, and those of all nodes of a pool', async () => {
    const nodes = sim.objects('nodes').map(({ metadata }) => metadata.name);
    const gv1 = nodes.filter((name) => name.startsWith('aks-gv1-'));
    const on = async (some: readonly string[]) => {
      const scope = { kind: 'nodes', nodes: some, about: 'the node pool gv1' } as const;
      const { pods } = await check(scope, { includeUnsandboxed: false });
      return pods;
    };
    const [first = ''] = gv1;
    const own = await on([first]);
    assert.ok(own.length > 0);
    assert.ok(own.every(({ node, runtimeClass }) => node === first && runtimeClass !== undefined));
    const all = await on(gv1);
    assert.ok(all.length > own.length);
    assert.ok(all.every(({ node }) => node !== undefined && gv1.includes(node)));
    assert.deepEqual(await on([]), []);
  });

  it('takes the pods of a workload, sandboxed or not', async () => {
    const workload = { kind: 'Deployment', name: 'worker' };
    const scope = { kind: 'workload', namespace: 'payments', workload } as const;
    const { pods } = await check(scope, { includeUnsandboxed: false });
    assert.ok(pods.length > 0);
    assert.ok(pods.every(({ name }) => name.startsWith('worker-')));
  });

  it('says that a workload is not there, or has no pods', async () => {
    const of = (name: string) =>
      check({ kind: 'workload', namespace: 'payments', workload: { kind: 'Deployment', name } });
    const gone = await of('nope');
    assert.match(gone.unchecked?.[0]?.why ?? '', /the Deployment payments\/nope .* not found/);
    sim.upsert({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'scaled-down', namespace: 'payments' },
    });
    const none = await of('scaled-down');
    assert.equal(
      none.unchecked?.[0]?.why,
      'Deployment payments/scaled-down has no pod in prod-weu',
    );
  });

  it('lets the API server select', async () => {
    const [first] = sim.objects('nodes').map(({ metadata }) => metadata.name ?? '');
    const onNode = await check({ kind: 'cluster', fieldSelector: `spec.nodeName=${first ?? ''}` });
    assert.ok(onNode.pods.length > 0);
    assert.deepEqual([...new Set(onNode.pods.map(({ node }) => node))], [first]);
    const labelled = await check({
      kind: 'namespace',
      namespace: 'payments',
      labelSelector: 'app=worker',
    });
    assert.ok(labelled.pods.length > 0);
    assert.ok(labelled.pods.every(({ name }) => name.startsWith('worker-')));
  });

  for (const code of [403, 404]) {
    it(`judges without the classes where they answer ${code}, and says so`, async () => {
      sim.faults.add({ resource: 'runtimeclasses', action: { kind: 'status', code } });
      const { pods, limits } = await check({ kind: 'pods', pods: [podOf('payments', 'legacy-0')] });
      assert.deepEqual(
        pods.map(({ claim, verdict }) => [claim, verdict]),
        [['gvisor', 'host-kernel']],
      );
      assert.match(
        limits?.[0] ?? '',
        /what pods claim follows from the names of their classes alone/,
      );
    });
  }

  it('leaves what may not be read unchecked', async () => {
    const worker = podOf('payments', 'worker-');
    sim.faults.add({ verb: 'get', resource: 'pods', action: { kind: 'status', code: 403 } });
    const { pods, unchecked } = await check({ kind: 'pods', pods: [worker] });
    assert.deepEqual(pods, []);
    assert.match(unchecked?.[0]?.why ?? '', /You may not read the pod/);
  });

  describe('loses nothing by what fails beside it', () => {
    const legacy = { kind: 'pods', pods: [{ namespace: 'payments', name: 'legacy-0' }] } as const;
    const web = { kind: 'namespace', namespace: 'web' } as const;
    const workload = { kind: 'Deployment', name: 'worker' };
    const of = { kind: 'workload', namespace: 'web', workload } as const;
    const FAILS: readonly (readonly [
      what: string,
      fault: Parameters<Sim['faults']['add']>[0],
      scope: PodScope,
      object: string,
    ])[] = [
      [
        'a namespace that may not be listed',
        { verb: 'list', resource: 'pods', namespace: 'web', action: { kind: 'status', code: 403 } },
        { kind: 'several', scopes: [web, legacy] },
        'the namespace web',
      ],
      [
        'a namespace whose list fails',
        { verb: 'list', resource: 'pods', namespace: 'web', action: { kind: 'status', code: 500 } },
        { kind: 'several', scopes: [legacy, web] },
        'the namespace web',
      ],
      [
        'a workload whose pods may not be listed',
        { verb: 'list', resource: 'pods', namespace: 'web', action: { kind: 'status', code: 403 } },
        { kind: 'several', scopes: [legacy, of] },
        'the pods of Deployment web/worker',
      ],
      [
        'a pod that cannot be read',
        { verb: 'get', resource: 'pods', name: 'bad', action: { kind: 'status', code: 500 } },
        { kind: 'pods', pods: [...legacy.pods, { namespace: 'payments', name: 'bad' }] },
        'Pod payments/bad',
      ],
      [
        'classes that cannot be read',
        { resource: 'runtimeclasses', action: { kind: 'status', code: 500 } },
        legacy,
        'RuntimeClasses',
      ],
    ];
    for (const [what, fault, scope, object] of FAILS) {
      it(what, async () => {
        sim.faults.add(fault);
        const { pods, unchecked } = await check(scope);
        assert.ok(pods.some((pod) => pod.name === 'legacy-0' && isContradiction(pod)));
        assert.deepEqual(
          unchecked?.map((one) => one.object),
          [object],
        );
      });
    }

    it('and names the scope where the words of the server do not', async () => {
      const action = { kind: 'status', code: 403 } as const;
      sim.faults.add({ verb: 'list', resource: 'pods', namespace: 'web', action });
      const { unchecked } = await check({ kind: 'several', scopes: [legacy, web] });
      assert.match(
        unchecked?.[0]?.why ?? '',
        /^You may not list pods .*: nothing of the namespace web was checked$/,
      );
    });

    it('but throws what is about the whole connection', async () => {
      const action = { kind: 'status', code: 401 } as const;
      sim.faults.add({ verb: 'list', resource: 'pods', namespace: 'web', action });
      await assert.rejects(
        check({ kind: 'several', scopes: [legacy, web] }),
        /does not accept your credentials/,
      );
    });
  });

  describe('a node that is named', () => {
    const onTypo = { kind: 'cluster', fieldSelector: 'spec.nodeName=typo' } as const;

    it('is not checked where it is not there', async () => {
      const scopes = ['payments', 'web'].map(
        (namespace) => ({ ...onTypo, kind: 'namespace', namespace }) as const,
      );
      for (const scope of [onTypo, { kind: 'several', scopes } as const]) {
        const { pods, unchecked } = await check(scope);
        assert.deepEqual(pods, []);
        assert.deepEqual(unchecked, [
          { object: 'the node typo', why: 'Cannot read the node typo in prod-weu: not found' },
        ]);
      }
    });

    it('is a limit where nodes may not be read', async () => {
      sim.faults.add({ verb: 'get', resource: 'nodes', action: { kind: 'status', code: 403 } });
      const { unchecked, limits } = await check(onTypo);
      assert.deepEqual(unchecked, []);
      assert.match(
        limits?.[0] ?? '',
        /You may not read the node typo .*: whether it is there is not known/,
      );
    });

    it('is not checked where it cannot be read', async () => {
      sim.faults.add({ verb: 'get', resource: 'nodes', action: { kind: 'status', code: 500 } });
      const { unchecked } = await check(onTypo);
      assert.match(unchecked?.[0]?.why ?? '', /could not read the node typo/);
    });
  });

  it('throws what says nothing of a pod itself', async () => {
    sim.faults.add({ verb: 'get', resource: 'pods', action: { kind: 'status', code: 401 } });
    const scope = { kind: 'pods', pods: [podOf('payments', 'worker-')] } as const;
    await assert.rejects(check(scope), /does not accept your credentials/);
  });

  describe('tells before it waits for a busy server', () => {
    const named = (howMany: number) =>
      Array.from({ length: howMany }, (_, at) => ({ namespace: 'payments', name: `p-${at}` }));
    const workload = { kind: 'Deployment', name: 'nope' };
    const WAITS: readonly (readonly [resource: string, verb: string, scope: PodScope])[] = [
      ['pods', 'get', { kind: 'pods', pods: named(1) }],
      ['pods', 'list', { kind: 'pods', pods: named(30) }],
      ['deployments', 'get', { kind: 'workload', namespace: 'payments', workload }],
      ['namespaces', 'get', { kind: 'namespace', namespace: 'typo' }],
    ];
    for (const [resource, verb, scope] of WAITS) {
      it(`to ${verb} ${resource}`, async () => {
        const action = { kind: 'status', code: 429, retryAfterSeconds: 3600 } as const;
        sim.faults.add({ verb, resource, action });
        const stop = new AbortController();
        const told: string[] = [];
        const connection = await connectTo(sim.kubeconfig, undefined, {
          onWait(what) {
            told.push(what);
            stop.abort();
          },
        });
        const checked = check(scope, { connection, signal: stop.signal });
        await assert.rejects(checked, { name: 'AbortError' });
        connection.dispose();
        assert.match(told[0] ?? '', /is limiting requests .*: it is asked again in 60 s\./);
      });
    }
  });
});
