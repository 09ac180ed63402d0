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
  const TABLE: readonly (readonly [
    string,
    readonly Omit<KernelReading, 'container'>[],
    Verdict,
    RegExp,
  ])[] = [
    ['a proof beside a container that tells nothing', [{}, sandboxed], 'gvisor', /gVisor's/],
    ['a proof after a uname that is faked', [{ uname: '9.9.9' }, host], 'host-kernel', /its node/],
    ['a proof before a uname that is faked', [host, { uname: '9.9.9' }], 'host-kernel', /its node/],
    [
      'kernel files that differ',
      [host, sandboxed],
      'indeterminate',
      /different things \(c0: the node's kernel, c1: gVisor\)/,
    ],
    ['containers of one gVisor', [sandboxed, another], 'gvisor', /./],
    [
      'unames alone that differ',
      [{ uname: UBUNTU }, { uname: '9.9.9' }],
      'indeterminate',
      /different things/,
    ],
    ['nothing', [], 'indeterminate', /no container/],
  ];
  for (const [name, readings, verdict, reason] of TABLE) {
    it(name, () => {
      const named = readings.map((reading, index) => ({ container: `c${index}`, ...reading }));
      const judged = judgePod(named, NODE, 'kata');
      assert.equal(judged.verdict, verdict, judged.reason);
      assert.match(judged.reason, reason);
    });
  }
});
