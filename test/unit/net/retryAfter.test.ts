import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { retryAfterMs } from '../../../src/net/retryAfter.ts';

describe('retryAfterMs', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const TABLE: readonly (readonly [string, number])[] = [
    ['7', 7000],
    ['0', 0],
    ['99999999999', 300_000],
    ['9'.repeat(400), 300_000],
    ['Thu, 01 Jan 2026 00:00:09 GMT', 9000],
    ['Thu, 01 Jan 2099 00:00:00 GMT', 300_000],
    ['Thu, 01 Jan 2020 00:00:00 GMT', 0],
    ['soon', 0],
    ['', 0],
    ['-5', 0],
    ['1e99', 0],
  ];
  for (const [asked, ms] of TABLE) {
    it(asked.slice(0, 40), () => assert.equal(retryAfterMs(asked, now), ms));
  }
});
