import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  cancelledText,
  type Way,
} from '../../../../../src/ui/commands/kernelCheck/cancelledText.ts';

describe('cancelledText', () => {
  const TABLE: readonly (readonly [Way | undefined, RegExp])[] = [
    [undefined, /^The kernel check was cancelled after 3 of 8 pods\. It only read: nothing/],
    ['ephemeral', /Ephemeral containers that were already added stay/],
    ['canary', /Canary pods that were started are deleted/],
  ];
  for (const [way, said] of TABLE) {
    it(`says what was and was not undone: ${way ?? 'exec'}`, () => {
      assert.match(cancelledText(3, 8, way), said);
      if (way) assert.doesNotMatch(cancelledText(3, 8, way), /nothing was changed/);
    });
  }
});
