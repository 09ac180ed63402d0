import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentIndex } from '../../../../src/model/cluster/agentIndex.ts';
import { READY } from '../../../../src/model/agents/readyCondition.ts';
import type { AgentSandbox, SandboxOwner } from '../../../../src/model/agents/agentSandbox.ts';
import type { SandboxClaim } from '../../../../src/model/agents/sandboxClaim.ts';
import type { SandboxTemplate } from '../../../../src/model/agents/sandboxTemplate.ts';
import type { SandboxWarmPool } from '../../../../src/model/agents/sandboxWarmPool.ts';
import type { Loadable } from '../../../../src/model/cluster/loadable.ts';

const AROUND = {
  handlers: new Map([
    ['gvisor', 'runsc'],
    ['kata', 'kata'],
  ]),
  virtualNodes: new Set<string>(),
};
const POOL: SandboxOwner = { kind: 'SandboxWarmPool', name: 'pool', uid: 'w1' };

function ready<T>(value: readonly T[]): Loadable<readonly T[]> {
  return { state: 'ready', value, at: 0 };
}

function sandbox(name: string, uid: string, more: Partial<AgentSandbox> = {}): AgentSandbox {
  return { namespace: 'agents', name, uid, ready: READY, ...more };
}

function template(runtimeClass?: string): SandboxTemplate {
  const base = { namespace: 'agents', name: 't', uid: 't1' };
  const policy = { envVarsInjectionPolicy: 'Disallowed' } as const;
  return runtimeClass === undefined ? { ...base, ...policy } : { ...base, ...policy, runtimeClass };
}

function pool(updateStrategy: SandboxWarmPool['updateStrategy'] = 'OnReplenish'): SandboxWarmPool {
  const base = { namespace: 'agents', name: 'pool', uid: 'w1', templateName: 't' };
  return { ...base, updateStrategy, replicas: 2, readyReplicas: 1 };
}

function claim(sandboxName: string, more: Partial<SandboxClaim> = {}): SandboxClaim {
  return { namespace: 'agents', name: 'c', uid: 'c1', sandboxName, poolName: 'pool', ...more };
}

describe('pods of Sandboxes', () => {
  it('are joined by the UID of their controller, not by names', () => {
    const pods = [
      { namespace: 'agents', name: 'a', uid: 'p1', phase: 'Running', sandboxUid: 's2' },
      { namespace: 'agents', name: 'a', uid: 'p2', phase: 'Running' },
    ];
    const sandboxes = ready([sandbox('a', 's1'), sandbox('other', 's2')]);
    const { sandboxes: states } = agentIndex({ sandboxes }, { pods }, AROUND);
    assert.deepEqual(
      states.map(({ sandbox: { name }, pod, podCount }) => [name, pod?.uid, podCount]),
      [
        ['a', undefined, 0],
        ['other', 'p1', 1],
      ],
    );
  });

  it('are not known where pods may not be listed', () => {
    const sandboxes = ready([sandbox('a', 's1'), { ...sandbox('b', 's2'), namespace: 'web' }]);
    const counts = (index: ReturnType<typeof agentIndex>) =>
      index.sandboxes.map(({ podCount }) => podCount);
    assert.deepEqual(counts(agentIndex({ sandboxes }, { pods: undefined }, AROUND)), [
      undefined,
      undefined,
    ]);
    const some = { pods: [], namespaces: ['web'] };
    assert.deepEqual(counts(agentIndex({ sandboxes }, some, AROUND)), [undefined, 0]);
  });
});

describe('free members of a pool', () => {
  const member = (uid: string, runtimeClass?: string) =>
    sandbox(uid, uid, { owner: POOL, ...(runtimeClass === undefined ? {} : { runtimeClass }) });
  const cases: readonly [
    string,
    SandboxTemplate,
    SandboxWarmPool,
    readonly AgentSandbox[],
    { readonly count: number; readonly isRed: boolean } | undefined,
  ][] = [
    ['of the same class', template('gvisor'), pool(), [member('m1', 'gvisor')], undefined],
    [
      'without the class that the template has now',
      template('gvisor'),
      pool(),
      [member('m1'), member('m2', 'gvisor')],
      { count: 1, isRed: true },
    ],
    [
      'the same, deleted before they are handed out',
      template('gvisor'),
      pool('Recreate'),
      [member('m1')],
      { count: 1, isRed: false },
    ],
    [
      'with another sandbox',
      template('gvisor'),
      pool(),
      [member('m1', 'kata')],
      { count: 1, isRed: false },
    ],
    [
      'with more than the template asks for',
      template(),
      pool(),
      [member('m1', 'gvisor')],
      { count: 1, isRed: false },
    ],
    [
      'handed out already: they are no members',
      template('gvisor'),
      pool(),
      [sandbox('m1', 'm1', { owner: { kind: 'SandboxClaim', name: 'c', uid: 'w1' } })],
      undefined,
    ],
  ];
  for (const [what, one, own, members, stale] of cases) {
    it(what, () => {
      const objects = {
        sandboxes: ready(members),
        templates: ready([one]),
        warmPools: ready([own]),
      };
      const { pools } = agentIndex(objects, { pods: [] }, AROUND);
      assert.deepEqual(pools[0]?.stale, stale);
    });
  }

  it('are counted by the pool itself where Sandboxes may not be listed', () => {
    const { pools } = agentIndex({ warmPools: ready([pool()]) }, { pods: [] }, AROUND);
    const [{ free, ready: isReady, promise } = { free: 0, ready: 0 }] = pools;
    assert.deepEqual([free, isReady, promise], [2, 1, undefined]);
  });
});

describe('the Sandbox of a claim', () => {
  const own = { kind: 'SandboxClaim', name: 'c', uid: 'c1' } as const;
  const cases: readonly [
    string,
    SandboxClaim,
    readonly AgentSandbox[],
    string | undefined,
    boolean,
  ][] = [
    ['controlled by it', claim('a'), [sandbox('a', 's1', { owner: own })], 's1', false],
    ['controlled by a pool', claim('a'), [sandbox('a', 's1', { owner: POOL })], undefined, true],
    ['controlled by nobody', claim('a'), [sandbox('a', 's1')], undefined, true],
    ['not there', claim('a'), [], undefined, false],
    [
      'of the same name in another namespace',
      claim('a'),
      [{ ...sandbox('a', 's1', { owner: own }), namespace: 'web' }],
      undefined,
      false,
    ],
  ];
  for (const [what, one, sandboxes, uid, isForeign] of cases) {
    it(what, () => {
      const objects = { sandboxes: ready(sandboxes), claims: ready([one]) };
      const [state] = agentIndex(objects, { pods: [] }, AROUND).claims;
      assert.equal(state?.sandbox?.sandbox.uid, uid);
      assert.equal(state?.isForeign, isForeign);
    });
  }

  it('promises what its pool does until it is bound, of v1alpha1 what its template does', () => {
    const objects = { templates: ready([template('kata')]), warmPools: ready([pool()]) };
    const promised = (one: SandboxClaim) =>
      agentIndex({ ...objects, claims: ready([one]) }, { pods: [] }, AROUND).claims[0]?.promise
        ?.claim;
    assert.equal(promised(claim('a')), 'kata');
    const { poolName: _, ...old } = claim('a');
    assert.equal(promised({ ...old, templateName: 't' }), 'kata');
    assert.equal(promised({ ...old, poolName: 'gone' }), undefined);
  });
});
