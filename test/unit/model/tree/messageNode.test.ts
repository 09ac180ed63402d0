import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '../../../../src/base/problem.ts';
import { loadStateNodes } from '../../../../src/model/tree/messageNode.ts';

const PROBLEM: Problem = {
  kind: 'unreachable',
  what: 'No network',
  next: 'Check the VPN.',
  retryable: true,
};

describe('The row of what could not be read', () => {
  const TABLE = [
    [
      'there is something to do',
      { problem: PROBLEM },
      'No network',
      'Check the VPN. It is tried again by itself.',
    ],
    [
      'only waiting helps',
      { problem: { ...PROBLEM, next: '' } },
      'No network',
      'It is tried again by itself.',
    ],
    [
      'what is shown is old',
      { problem: PROBLEM, stale: [] },
      'Old data: No network',
      'Check the VPN. It is tried again by itself.',
    ],
  ] as const;
  for (const [what, failed, label, next] of TABLE) {
    it(what, () => {
      const [row] = loadStateNodes('c', 'c|nodes', { state: 'failed', ...failed });
      assert.equal(row?.label, label);
      assert.equal(row.accessibleLabel, `${label}. ${next}`);
      assert.match(row.tooltip(), /^No network\n\n/);
      assert.ok(row.tooltip().endsWith(next));
    });
  }
});
