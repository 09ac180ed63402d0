import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentSandbox } from '../../../../src/model/agents/agentSandbox.ts';
import {
  isSandboxedByNode,
  sandboxState,
  type SandboxState,
} from '../../../../src/model/agents/sandboxState.ts';
import type { Verdict } from '../../../../src/model/isolation/checkResult.ts';
import type { SandboxPod } from '../../../../src/model/pod/pod.ts';

const HANDLERS = new Map([
  ['gvisor', 'runsc'],
  ['kata', 'kata-qemu'],
  ['gvisor-in-name-alone', 'runc'],
  ['odd', 'of-the-house'],
]);
const AROUND = { handlers: HANDLERS, virtualNodes: new Set(['aci']) };

function sandbox(runtimeClass?: string): AgentSandbox {
  const base = { namespace: 'agents', name: 'a', uid: 's1' };
  return runtimeClass === undefined ? base : { ...base, runtimeClass };
}

function pod(runtimeClass?: string, more: Partial<SandboxPod> = {}): SandboxPod {
  const base = { namespace: 'agents', name: 'a', uid: 'p1', phase: 'Running', sandboxUid: 's1' };
  return { ...base, ...(runtimeClass === undefined ? {} : { runtimeClass }), ...more };
}

type Told = Pick<SandboxState, 'asksForNone' | 'drift'> & { readonly claim: string };

const CASES: readonly [string, AgentSandbox, readonly SandboxPod[] | undefined, Told][] = [
  [
    'a pod as promised',
    sandbox('gvisor'),
    [pod('gvisor')],
    { claim: 'gvisor', asksForNone: false },
  ],
  ['a pod without a class', sandbox(), [pod()], { claim: 'none', asksForNone: true }],
  ['an empty class makes no pod', sandbox(''), [], { claim: 'none', asksForNone: true }],
  ['no pod, a class', sandbox('kata'), [], { claim: 'kata', asksForNone: false }],
  ['no pod, none', sandbox(), [], { claim: 'none', asksForNone: true }],
  ['pods not known', sandbox('gvisor'), undefined, { claim: 'gvisor', asksForNone: false }],
  [
    'a pod that goes counts no more',
    sandbox('gvisor'),
    [pod(undefined, { terminating: true })],
    { claim: 'gvisor', asksForNone: false },
  ],
  [
    'less than promised',
    sandbox('gvisor'),
    [pod()],
    {
      claim: 'none',
      asksForNone: true,
      drift: { template: 'gvisor', pod: 'none', isLess: true },
    },
  ],
  [
    'more than promised',
    sandbox(),
    [pod('gvisor')],
    {
      claim: 'gvisor',
      asksForNone: false,
      drift: { template: 'none', pod: 'gvisor', isLess: false },
    },
  ],
  [
    'another sandbox than promised',
    sandbox('gvisor'),
    [pod('kata')],
    {
      claim: 'kata',
      asksForNone: false,
      drift: { template: 'gvisor', pod: 'kata', isLess: false },
    },
  ],
  [
    'a class that is a sandbox by its name alone',
    sandbox('gvisor-in-name-alone'),
    [pod('gvisor-in-name-alone')],
    { claim: 'gvisor', asksForNone: true },
  ],
  [
    'the same where another was promised',
    sandbox('gvisor'),
    [pod('gvisor-in-name-alone')],
    {
      claim: 'gvisor',
      asksForNone: true,
      drift: { template: 'gvisor', pod: 'gvisor-in-name-alone', isLess: true },
    },
  ],
  [
    'a handler that nobody knows',
    sandbox('odd'),
    [pod('odd')],
    { claim: 'unknown', asksForNone: false },
  ],
  [
    'a class that does not exist',
    sandbox('gone'),
    [pod('gone')],
    { claim: 'unknown', asksForNone: false },
  ],
  [
    'a virtual node',
    sandbox(),
    [pod(undefined, { node: 'aci' })],
    { claim: 'none', asksForNone: false },
  ],
  [
    'of several pods the one that asks for least',
    sandbox('gvisor'),
    [pod('gvisor'), pod(undefined, { uid: 'p2' })],
    {
      claim: 'none',
      asksForNone: true,
      drift: { template: 'gvisor', pod: 'none', isLess: true },
    },
  ],
];

describe('the state of a Sandbox', () => {
  for (const [what, one, pods, told] of CASES) {
    it(what, () => {
      const { asked, asksForNone, drift, podCount } = sandboxState(one, pods, AROUND);
      assert.deepEqual({ claim: asked.claim, asksForNone, ...(drift ? { drift } : {}) }, told);
      const live = pods?.filter(({ terminating }) => terminating !== true);
      assert.equal(podCount, live?.length);
    });
  }

  it('without the right to list classes only a missing class is none', () => {
    const around = { handlers: new Map<string, string>(), virtualNodes: new Set<string>() };
    const asksForNone = (one: AgentSandbox) =>
      sandboxState(one, [pod(one.runtimeClass)], around).asksForNone;
    assert.equal(asksForNone(sandbox('gvisor-in-name-alone')), false);
    assert.equal(asksForNone(sandbox('odd')), false);
    assert.equal(asksForNone(sandbox()), true);
  });

  it('is sandboxed by its node where the kernel says so and the class does not', () => {
    const verdicts: readonly [Verdict | undefined, boolean][] = [
      ['gvisor', true],
      ['vm', true],
      ['host-kernel', false],
      ['indeterminate', false],
      [undefined, false],
    ];
    for (const [verdict, is] of verdicts) {
      assert.equal(isSandboxedByNode({ asksForNone: true }, verdict), is, verdict);
      assert.equal(isSandboxedByNode({ asksForNone: false }, verdict), false, verdict);
    }
  });
});
