import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import type { CheckResult } from '../../../../src/model/isolation/checkResult.ts';
import { proveByCanary } from '../../../../src/proof/check/nodeProof.ts';
import { samplesMarkdown } from '../../../../src/proof/check/samplePods.ts';
import { DEFAULT_CHECK_IMAGE } from '../../../../src/proof/reading/probeContainerSpec.ts';
import { kataKernel, nodeKernel } from '../../../sim/pods/kernel.ts';
import { checkResult } from '../../../checkResult.ts';
import { useCheck } from './useCheck.ts';

/** The cells of the row of one sample. */
function cellsOf(sample: CheckResult): readonly string[] {
  const row = samplesMarkdown({ name: 'prod' }, [sample]).split('\n')[7] ?? '';
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

describe('Sample pods side by side', () => {
  it('say that the server does not prove who it is', () => {
    const text = samplesMarkdown({ name: 'prod', unverified: 'any-certificate' }, []);
    assert.match(text, /^prod is reached without verifying its certificate .* proves nothing\.$/m);
    assert.doesNotMatch(samplesMarkdown({ name: 'prod' }, []), /proves nothing/);
  });

  const seen = (more: Partial<CheckResult>): CheckResult =>
    checkResult({ readBy: 'canary', node: 'n1', ...more });
  const CASES: readonly (readonly [sample: CheckResult, cells: readonly string[]])[] = [
    [
      seen({ runtimeClass: undefined, claim: 'none', verdict: 'host-kernel', kernel: '6.8.0' }),
      ['(none)', 'no sandbox', '`6.8.0`', '`n1`', "the node's kernel"],
    ],
    [
      seen({ runtimeClass: 'gvisor', claim: 'gvisor', verdict: 'gvisor', kernel: '4.4.0' }),
      ['`gvisor`', 'gVisor', '`4.4.0`', '`n1`', '✓ gVisor'],
    ],
    [
      seen({ runtimeClass: 'kata', claim: 'kata', verdict: 'vm', kernel: '6.6.1' }),
      ['`kata`', 'Kata', '`6.6.1`', '`n1`', '✓ VM'],
    ],
    [
      seen({ runtimeClass: 'kata', claim: 'kata', verdict: 'host-kernel', kernel: '6.8.0' }),
      ['`kata`', 'Kata', '`6.8.0`', '`n1`', "✗ the node's kernel"],
    ],
    [
      seen({
        runtimeClass: 'odd',
        claim: 'unknown',
        verdict: 'indeterminate',
        kernel: undefined,
        reason: 'why',
      }),
      ['`odd`', 'unknown', '—', '`n1`', 'open: why'],
    ],
    [
      checkResult({
        runtimeClass: 'gvisor',
        claim: 'gvisor',
        verdict: 'indeterminate',
        kernel: undefined,
        reason: 'No node has room',
        node: undefined,
      }),
      ['`gvisor`', 'gVisor', '—', '—', 'did not run: No node has room'],
    ],
  ];
  for (const [sample, cells] of CASES) {
    it(`${cells[0]} that claims ${sample.claim}: ${cells[4]}`, () =>
      assert.deepEqual(cellsOf(sample), cells));
  }
});

describe('A sample pod', () => {
  const used = useCheck({ podStartMs: 20 });

  const sampleOf = (name: string, handler: string) =>
    proveByCanary(
      used.connection,
      {
        namespace: 'web',
        runtimeClass: { name, handler, claim: 'kata' },
        image: DEFAULT_CHECK_IMAGE,
      },
      nullLog,
      new AbortController().signal,
    );

  it('is judged beside the node where it was put', async () => {
    const result = await sampleOf('kata-vm-isolation', 'kata');
    assert.equal(result.verdict, 'vm', result.reason);
    assert.match(result.node ?? '', /kata/);
    assert.equal(result.readBy, 'canary');
  });

  it('is no VM where the handler gives the kernel of its node, whatever other nodes run', async () => {
    const { sim } = used;
    const nodes = sim.objects('nodes').map(({ metadata }) => metadata.name ?? '');
    for (const node of nodes) sim.setHandlers(node, { kata: nodeKernel('5.15.0-other') });
    const result = await sampleOf('kata-vm-isolation', 'kata');
    for (const node of nodes) sim.setHandlers(node, { kata: kataKernel() });
    assert.equal(result.verdict, 'host-kernel', result.reason);
  });
});
