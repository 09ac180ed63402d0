import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Verdict } from '../../../../src/model/isolation/checkResult.ts';
import { claimOf } from '../../../../src/model/isolation/claim.ts';
import type { KernelReading } from '../../../../src/proof/reading/reading.ts';
import { judge, judgePod, type NodeFacts } from '../../../../src/proof/verdict/verdict.ts';

const UBUNTU = '6.8.0-1065-azure';
const node = (kernel: string, sameBoot = true): NodeFacts => ({ name: 'n1', kernel, sameBoot });
const GVISOR_DATE = '#1 SMP Sun Jan 10 15:06:54 PST 2016';
const proc = (release: string, rest = '(buildd@lcy02) (gcc 13.3.0) #72-Ubuntu SMP') =>
  `Linux version ${release} ${rest}`;
const newGvisor = {
  procVersion: proc('4.19.0-gvisor', GVISOR_DATE),
  cmdline: 'BOOT_IMAGE=/vmlinuz-4.19.0-gvisor quiet',
};
const oldGvisor = {
  procVersion: proc('4.4.0', GVISOR_DATE),
  cmdline: 'BOOT_IMAGE=/vmlinuz-4.4.0-gvisor quiet',
};

interface Case {
  readonly name: string;
  readonly reading: Omit<KernelReading, 'container'>;
  readonly node?: NodeFacts;
  readonly handler?: string;
  readonly verdict: Verdict;
  readonly reason?: RegExp;
}

const CASES: readonly Case[] = [
  {
    name: 'new gVisor',
    reading: { uname: '4.19.0-gvisor', ...newGvisor },
    node: node(UBUNTU),
    handler: 'runsc',
    verdict: 'gvisor',
  },
  {
    name: 'old gVisor',
    reading: { uname: '4.4.0', ...oldGvisor },
    node: node(UBUNTU),
    handler: 'runsc',
    verdict: 'gvisor',
  },
  {
    name: 'old gVisor known by its build date alone',
    reading: { procVersion: oldGvisor.procVersion },
    node: node(UBUNTU),
    verdict: 'gvisor',
  },
  {
    name: 'gVisor known by its marker file alone',
    reading: { procVersion: proc('5.10.0', 'whatever'), marker: true },
    node: node(UBUNTU),
    verdict: 'gvisor',
  },
  {
    name: 'gVisor without uname, read from /proc',
    reading: newGvisor,
    node: node(UBUNTU),
    verdict: 'gvisor',
  },
  {
    name: 'gVisor on a node that may not be read',
    reading: { uname: '4.19.0-gvisor', ...newGvisor },
    verdict: 'gvisor',
  },
  {
    name: 'gVisor under a handler called kata',
    reading: { uname: '4.19.0-gvisor', ...newGvisor },
    node: node(UBUNTU),
    handler: 'kata',
    verdict: 'gvisor',
  },
  {
    name: 'runc',
    reading: { uname: UBUNTU, procVersion: proc(UBUNTU), cmdline: 'BOOT_IMAGE=/boot/vmlinuz ro' },
    node: node(UBUNTU),
    handler: 'runc',
    verdict: 'host-kernel',
  },
  {
    name: 'runc by uname alone',
    reading: { uname: UBUNTU },
    node: node(UBUNTU),
    handler: 'runsc',
    verdict: 'host-kernel',
  },
  {
    name: 'a real 4.4.0 host',
    reading: { uname: '4.4.0', procVersion: proc('4.4.0', '(gcc 5.4.0) #1 SMP Tue Mar 1 2016') },
    node: node('4.4.0'),
    handler: 'runsc',
    verdict: 'host-kernel',
  },
  {
    name: '4.4.0 by uname alone, on a node of another kernel',
    reading: { uname: '4.4.0' },
    node: node(UBUNTU),
    handler: 'runsc',
    verdict: 'indeterminate',
    reason: /old gVisor and real kernels/,
  },
  {
    name: 'a bare uname never proves gVisor',
    reading: { uname: '4.19.0-gvisor' },
    node: node(UBUNTU),
    handler: 'runsc',
    verdict: 'indeterminate',
    reason: /uname alone can be faked/,
  },
  {
    name: 'an image that fakes uname on the kernel of the node',
    reading: { uname: '4.19.0-gvisor', procVersion: proc(UBUNTU) },
    node: node(UBUNTU),
    handler: 'runsc',
    verdict: 'host-kernel',
    reason: /may have faked/,
  },
  {
    name: 'an image that fakes /proc but not uname',
    reading: { uname: UBUNTU, ...newGvisor },
    node: node(UBUNTU),
    handler: 'runsc',
    verdict: 'indeterminate',
    reason: /one of them is not true/,
  },
  {
    name: 'kernel files of gVisor with the release of the node',
    reading: { ...oldGvisor },
    node: node('4.4.0'),
    handler: 'runsc',
    verdict: 'indeterminate',
  },
  {
    name: 'Kata: a guest with the base version of its host',
    reading: { uname: '6.6.137.mshv1-1.azl3', procVersion: proc('6.6.137.mshv1-1.azl3') },
    node: node('6.6.137.mshv2-2.azl3'),
    handler: 'kata',
    verdict: 'vm',
  },
  {
    name: 'Kata by uname alone',
    reading: { uname: '6.18.35' },
    node: node(UBUNTU),
    handler: 'kata-qemu',
    verdict: 'vm',
  },
  {
    name: 'a guest whose node rebooted during the check',
    reading: { uname: '6.6.137.mshv1' },
    node: node('6.6.137.mshv2-2.azl3', false),
    handler: 'kata',
    verdict: 'indeterminate',
    reason: /rebooted/,
  },
  {
    name: 'a guest whose node could not be read',
    reading: { uname: '6.6.137.mshv1' },
    handler: 'kata',
    verdict: 'indeterminate',
    reason: /node could not be read/,
  },
  {
    name: 'a node that does not tell its kernel',
    reading: { uname: '6.6.137.mshv1' },
    node: node(''),
    handler: 'kata',
    verdict: 'indeterminate',
  },
  {
    name: 'a foreign kernel behind runc',
    reading: { uname: '6.1.0' },
    node: node(UBUNTU),
    handler: 'runc',
    verdict: 'indeterminate',
    reason: /not known to start VMs/,
  },
  {
    name: 'a foreign kernel behind an unknown handler',
    reading: { uname: '6.1.0' },
    node: node(UBUNTU),
    handler: 'firecracker',
    verdict: 'indeterminate',
  },
  {
    name: 'a foreign kernel without a known class',
    reading: { uname: '6.1.0' },
    node: node(UBUNTU),
    verdict: 'indeterminate',
    reason: /handler is not known/,
  },
  { name: 'nothing read', reading: {}, node: node(UBUNTU), verdict: 'indeterminate' },
];

describe('judge', () => {
  for (const one of CASES) {
    it(one.name, () => {
      const judged = judge({ container: 'app', ...one.reading }, one.node, one.handler);
      assert.equal(judged.verdict, one.verdict, judged.reason);
      if (one.reason) assert.match(judged.reason, one.reason);
    });
  }
});

describe('judgePod', () => {
  const host = { procVersion: proc(UBUNTU) };
  const TABLE: readonly (readonly [
    string,
    readonly Omit<KernelReading, 'container'>[],
    Verdict,
    RegExp,
  ])[] = [
    ['a proof beside a container that tells nothing', [{}, newGvisor], 'gvisor', /gVisor's/],
    ['a proof after a uname that is faked', [{ uname: '9.9.9' }, host], 'host-kernel', /its node/],
    ['a proof before a uname that is faked', [host, { uname: '9.9.9' }], 'host-kernel', /its node/],
    ['kernel files that differ', [host, newGvisor], 'indeterminate', /different things/],
    [
      'unames alone that differ',
      [{ uname: UBUNTU }, { uname: '9.9.9' }],
      'indeterminate',
      /differ/,
    ],
    ['nothing', [], 'indeterminate', /no container/],
  ];
  for (const [name, readings, verdict, reason] of TABLE) {
    it(name, () => {
      const named = readings.map((reading, index) => ({ container: `c${index}`, ...reading }));
      const judged = judgePod(named, node(UBUNTU), 'kata');
      assert.equal(judged.verdict, verdict, judged.reason);
      assert.match(judged.reason, reason);
    });
  }
});

describe('claimOf', () => {
  const TABLE: readonly (readonly [string | undefined, string | undefined, string])[] = [
    ['gvisor', 'runsc', 'gvisor'],
    ['gvisor-fake', 'runc', 'gvisor'],
    ['fast', 'runsc-kvm', 'gvisor'],
    ['gVisor', undefined, 'gvisor'],
    ['kata-vm-isolation', 'kata', 'kata'],
    ['secure', 'kata-clh', 'kata'],
    ['my-kata', 'runc', 'kata'],
    ['fast', 'runc', 'none'],
    ['gpu', 'nvidia-container-runtime', 'none'],
    ['strange', 'youki', 'unknown'],
    ['gone', undefined, 'unknown'],
    [undefined, undefined, 'none'],
  ];
  for (const [name, handler, claim] of TABLE) {
    it(`${name ?? 'no class'} with ${handler ?? 'no handler'} claims ${claim}`, () => {
      assert.equal(claimOf(name, handler), claim);
    });
  }
});
