import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GVisorOperation } from '../../../../../src/state/memory/gvisorOperation.ts';
import {
  cutOffText,
  goOnText,
  type Resumption,
  resumptionOf,
} from '../../../../../src/ui/commands/gvisor/resumption.ts';

const upgrade = { kind: 'upgrade', nodes: [], release: 'new', image: 'i' } as const;

describe('resumptionOf', () => {
  const TABLE: readonly (readonly [string, GVisorOperation, string | undefined, Resumption])[] = [
    ['an upgrade that the cluster has', upgrade, 'new', 'follow'],
    ['an upgrade to another release than it has', upgrade, 'old', 'cutOff'],
    ['an upgrade of what is removed', upgrade, undefined, 'cutOff'],
    ['a removal', { kind: 'remove' }, undefined, 'ask'],
    ['a removal of what was deployed anew', { kind: 'remove' }, 'new', 'superseded'],
  ];
  for (const [name, operation, release, resumption] of TABLE) {
    it(`is ${resumption} for ${name}`, () => {
      const installed = release === undefined ? undefined : { release };
      assert.equal(resumptionOf(operation, installed), resumption);
    });
  }

  it('is told by the title of the operation', () => {
    assert.match(
      cutOffText(upgrade, 'prod'),
      /^Upgrade gVisor in prod was cut off .* release new .* run Upgrade gVisor again/,
    );
    assert.match(
      goOnText('prod'),
      /^Removing gVisor from prod was not followed .* Go on with it\?$/,
    );
  });
});
