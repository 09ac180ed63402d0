import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Sample, samplesMarkdown } from '../../../../src/proof/check/samplePods.ts';

const PLAIN: Sample = { runtimeClass: undefined, claim: 'none', kernel: '6.8.0', isGvisor: false };

/** The cells of the row of one sample, beside a pod on a node's own kernel. */
function cellsOf(sample: Sample, others: readonly Sample[] = [PLAIN]): readonly string[] {
  const row = samplesMarkdown('prod', [sample, ...others]).split('\n')[6] ?? '';
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

describe('Sample pods side by side', () => {
  const CASES: readonly (readonly [sample: Sample, cells: readonly string[]])[] = [
    [PLAIN, ['(none)', 'no sandbox', '`6.8.0`', "the node's kernel"]],
    [
      { runtimeClass: 'gvisor', claim: 'gvisor', kernel: '4.19.0-gvisor', isGvisor: true },
      ['`gvisor`', 'gVisor', '`4.19.0-gvisor`', "✓ gVisor's kernel"],
    ],
    [
      { runtimeClass: 'gvisor-fake', claim: 'gvisor', kernel: '6.8.0', isGvisor: false },
      ['`gvisor-fake`', 'gVisor', '`6.8.0`', "✗ not gVisor's kernel"],
    ],
    [
      { runtimeClass: 'kata', claim: 'kata', kernel: '6.6.1', isGvisor: false },
      ['`kata`', 'Kata', '`6.6.1`', '✓ a kernel of its own'],
    ],
    [
      { runtimeClass: 'kata', claim: 'kata', kernel: '6.8.0', isGvisor: false },
      ['`kata`', 'Kata', '`6.8.0`', '✗ the kernel of a node'],
    ],
    [
      { runtimeClass: 'kata', claim: 'kata', kernel: '4.19.0-gvisor', isGvisor: true },
      ['`kata`', 'Kata', '`4.19.0-gvisor`', "✗ gVisor's kernel"],
    ],
    [
      { runtimeClass: 'fast', claim: 'none', kernel: '6.8.0', isGvisor: false },
      ['`fast`', 'no sandbox', '`6.8.0`', "the node's kernel"],
    ],
    [
      { runtimeClass: 'gvisor', claim: 'gvisor', problem: 'No node has room' },
      ['`gvisor`', 'gVisor', '—', 'did not run: No node has room'],
    ],
  ];
  for (const [sample, cells] of CASES) {
    it(`${cells[0]} that claims ${sample.claim}: ${cells[3]}`, () =>
      assert.deepEqual(cellsOf(sample), cells));
  }

  it('says where they ran, and that they are gone', () => {
    const text = samplesMarkdown('prod', [PLAIN]);
    assert.match(text, /^# Sample pods in prod\n\nOne pod for each .* They are deleted again\.\n/);
  });

  it('calls a VM its own kernel when no pod ran without a class', () => {
    const sample: Sample = { runtimeClass: 'kata', claim: 'kata', kernel: '6.6.1' };
    assert.equal(cellsOf(sample, [])[3], '✓ a kernel of its own');
  });
});
