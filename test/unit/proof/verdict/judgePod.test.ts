import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Verdict } from '../../../../src/model/isolation/checkResult.ts';
import type { KernelReading } from '../../../../src/proof/reading/reading.ts';
import { judgePod } from '../../../../src/proof/verdict/judgePod.ts';

const UBUNTU = '6.8.0-1065-azure';
const NODE = { name: 'n1', kernel: UBUNTU, bootIds: ['5f3c1b02-8a54-4f0e-9d7e-0c5b2f6a1e11'] };

describe('judgePod', () => {
  const host = { procVersion: `Linux version ${UBUNTU} #1`, bootId: NODE.bootIds[0] ?? '' };
  const sandboxed = {
    procVersion: 'Linux version 4.19.0-gvisor #1',
    bootId: 'c9d2a7e4-11aa-4b8e-b3d0-77e1f0a2b333',
  };
  const another = { ...sandboxed, bootId: '0a3c1b02-8a54-4f0e-9d7e-0c5b2f6a1e22' };
  const guest = {
    procVersion: 'Linux version 6.12.8 #1',
    bootId: '1b3c1b02-8a54-4f0e-9d7e-0c5b2f6a1e33',
  };
  const guestOfNode = { ...guest, procVersion: host.procVersion };
  const HANDLERS = { gvisor: 'runsc', vm: 'kata' } as const;
  const TABLE: readonly (readonly [
    what: string,
    handler: keyof typeof HANDLERS,
    readings: readonly Omit<KernelReading, 'container'>[],
    verdict: Verdict,
    reason: RegExp,
  ])[] = [
    ['a proof beside one that tells nothing', 'gvisor', [{}, sandboxed], 'gvisor', /gVisor's/],
    [
      'a proof beside a boot id alone',
      'gvisor',
      [sandboxed, { bootId: guest.bootId }],
      'gvisor',
      /./,
    ],
    [
      'a proof after a uname that is faked',
      'vm',
      [{ uname: '9.9.9' }, host],
      'host-kernel',
      /its node/,
    ],
    [
      'a proof before a uname that is faked',
      'vm',
      [host, { uname: '9.9.9' }],
      'host-kernel',
      /its node/,
    ],
    [
      "gVisor's files beside the node's",
      'vm',
      [host, sandboxed],
      'indeterminate',
      /different things \(c0: the node's kernel, 6\.8\.0-1065-azure; c1: gVisor, 4\.19\.0-gvisor\)/,
    ],
    [
      "gVisor's files beside a kernel of an unknown kind",
      'gvisor',
      [sandboxed, guest],
      'indeterminate',
      /\(c0: gVisor, 4\.19\.0-gvisor; c1: indeterminate, 6\.12\.8\)/,
    ],
    [
      "gVisor's files beside a uname that is the node's",
      'gvisor',
      [{ uname: UBUNTU }, sandboxed],
      'indeterminate',
      /\(c1: gVisor, 4\.19\.0-gvisor; c0: the node's kernel, 6\.8\.0-1065-azure\)/,
    ],
    [
      "gVisor's files beside a uname of its own",
      'gvisor',
      [sandboxed, { uname: '9.9.9' }],
      'indeterminate',
      /different things/,
    ],
    [
      "gVisor's files beside gVisor's uname",
      'gvisor',
      [sandboxed, { uname: '4.19.0-gvisor' }],
      'gvisor',
      /gVisor's/,
    ],
    ['containers of one gVisor', 'gvisor', [sandboxed, another], 'gvisor', /./],
    [
      'two releases of gVisor',
      'gvisor',
      [sandboxed, { ...another, procVersion: 'Linux version 4.20.0-gvisor #1' }],
      'indeterminate',
      /different things/,
    ],
    ['containers of one guest', 'vm', [guest, guest], 'vm', /VM handler/],
    [
      'two kernels behind a VM handler',
      'vm',
      [guest, { ...guest, procVersion: 'Linux version 6.6.1 #1' }],
      'indeterminate',
      /different things/,
    ],
    [
      "a guest that is built from the node's kernel, and a uname that says so",
      'vm',
      [guestOfNode, { uname: UBUNTU }],
      'vm',
      /VM handler/,
    ],
    [
      "a guest beside the node's uname",
      'vm',
      [guest, { uname: UBUNTU }],
      'indeterminate',
      /different/,
    ],
    [
      "the node's kernel beside one of an unknown kind",
      'gvisor',
      [host, guest],
      'indeterminate',
      /c0: the node's kernel, .*; c1: indeterminate, 6\.12\.8/,
    ],
    [
      'unames alone that differ',
      'vm',
      [{ uname: UBUNTU }, { uname: '9.9.9' }],
      'indeterminate',
      /different things/,
    ],
    ["unames alone that are the node's", 'vm', [{ uname: UBUNTU }, {}], 'host-kernel', /its node/],
    ['nothing', 'vm', [], 'indeterminate', /no container/],
  ];
  for (const [name, handler, readings, verdict, reason] of TABLE) {
    it(name, () => {
      const named = readings.map((reading, index) => ({ container: `c${index}`, ...reading }));
      const judged = judgePod(named, NODE, HANDLERS[handler]);
      assert.equal(judged.verdict, verdict, judged.reason);
      assert.match(judged.reason, reason);
    });
  }

  it('hears a contradiction where the node could not be read', () => {
    const readings = [
      { container: 'main', ...sandboxed },
      { container: 'side', ...guest },
    ];
    assert.equal(judgePod(readings, undefined, 'runsc').verdict, 'indeterminate');
  });
});
