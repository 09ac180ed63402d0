import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSupportedNode } from '../../../../src/cli/terminal/nodeVersion.ts';

describe('isSupportedNode', () => {
  const TABLE = [
    ['20.20.2', false],
    ['22.18.0', false],
    ['22.19.0', true],
    ['23.0.0', true],
    ['24.21.0', true],
  ] as const;
  for (const [version, supported] of TABLE) {
    it(version, () => assert.equal(isSupportedNode(version), supported));
  }
});
