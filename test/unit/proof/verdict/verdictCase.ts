import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Verdict } from '../../../../src/model/isolation/checkResult.ts';
import type { KernelReading } from '../../../../src/proof/reading/reading.ts';
import type { NodeFacts } from '../../../../src/proof/verdict/nodeFacts.ts';
import { judge } from '../../../../src/proof/verdict/verdict.ts';

export const UBUNTU = '6.8.0-1065-azure';
export const NODE_ID = '5f3c1b02-8a54-4f0e-9d7e-0c5b2f6a1e11';
export const EARLIER_ID = '0a3c1b02-8a54-4f0e-9d7e-0c5b2f6a1e22';
export const OWN_ID = 'c9d2a7e4-11aa-4b8e-b3d0-77e1f0a2b333';
export const node = (kernel: string, more: Partial<NodeFacts> = {}): NodeFacts => ({
  name: 'n1',
  kernel,
  bootIds: [NODE_ID],
  ...more,
});
export const REBOOTED = {
  bootIds: [EARLIER_ID, NODE_ID],
  unsettled: 'the node n1 rebooted during the check',
};
const GVISOR_DATE = '#1 SMP Sun Jan 10 15:06:54 PST 2016';
export const proc = (release: string, rest = '(buildd@lcy02) (gcc 13.3.0) #72-Ubuntu SMP') =>
  `Linux version ${release} ${rest}`;
export const newGvisor = {
  procVersion: proc('4.19.0-gvisor', GVISOR_DATE),
  cmdline: 'BOOT_IMAGE=/vmlinuz-4.19.0-gvisor quiet',
};
export const oldGvisor = {
  procVersion: proc('4.4.0', GVISOR_DATE),
  cmdline: 'BOOT_IMAGE=/vmlinuz-4.4.0-gvisor quiet',
};

/** What was read in a container beside its node, and the verdict on it. */
export interface VerdictCase {
  readonly name: string;
  readonly reading: Omit<KernelReading, 'container'>;
  readonly node?: NodeFacts;
  readonly handler?: string;
  readonly verdict: Verdict;
  readonly reason?: RegExp;
}

/** A test for each case. */
export function testVerdicts(suite: string, cases: readonly VerdictCase[]): void {
  describe(suite, () => {
    for (const one of cases) {
      it(one.name, () => {
        const judged = judge({ container: 'app', ...one.reading }, one.node, one.handler);
        assert.equal(judged.verdict, one.verdict, judged.reason);
        if (one.reason) assert.match(judged.reason, one.reason);
      });
    }
  });
}
