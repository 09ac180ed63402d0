import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSettled, rolloutOf, rolloutText } from '../../../../src/gvisor/deploy/rollout.ts';
import { gvisorText } from '../../../../src/model/node/gvisorNode.ts';
import { projectNode } from '../../../../src/kube/resources/nodeResource.ts';

const RELEASE = '20260928.0';

/** A node by what the installer says: `state[:reason]`; `-` where it says nothing yet. */
function node(told: string, index: number) {
  const [state = '', reason = ''] = told.split(':');
  const label = state === 'ready' || state === 'old' ? 'true' : 'false';
  const release = state === 'old' ? '20260901.0-aaaa' : '20260928.0-bbbb';
  return projectNode({
    metadata: {
      name: `n${index}`,
      labels: { 'aks-sandbox/gvisor': label },
      ...(told === '-'
        ? {}
        : {
            annotations: {
              'aks-sandbox/gvisor-state': state === 'old' ? 'ready' : state,
              'aks-sandbox/gvisor-step': 'unpack',
              'aks-sandbox/gvisor-reason': reason,
              'aks-sandbox/gvisor-release': release,
            },
          }),
    },
  });
}

describe('a rollout', () => {
  const cases: readonly (readonly [string, readonly string[], boolean, string])[] = [
    ['not begun', ['-', '-'], false, '0 of 2 nodes ready'],
    [
      'under way',
      ['ready', 'installing', 'waiting:waits'],
      false,
      '1 of 3 nodes ready; n1: gVisor: installing (unpack)',
    ],
    ['done', ['ready'], true, '1 of 1 node ready'],
    ['an upgrade that has not come there', ['ready', 'old'], false, '1 of 2 nodes ready'],
    [
      'paused, one that has begun',
      ['installing', 'paused'],
      false,
      '0 of 2 nodes ready; n0: gVisor: installing (unpack)',
    ],
    ['paused', ['ready', 'paused', '-'], true, '1 of 3 nodes ready; n1: gVisor: paused'],
    [
      'an upgrade that is paused',
      ['ready', 'paused', 'old'],
      true,
      '1 of 3 nodes ready; n1: gVisor: paused',
    ],
    [
      'stopped at a node',
      ['failed:no space', 'waiting:waits'],
      true,
      '0 of 2 nodes ready; n0: gVisor failed at unpack: no space',
    ],
    ['broken', ['broken:bad', '-'], true, '0 of 2 nodes ready; n0: broken at unpack: bad'],
    [
      'one that was refused, the other to come',
      ['refused:Kata', '-'],
      false,
      '0 of 2 nodes ready; n0: gVisor refused: Kata',
    ],
    [
      'one that was refused, the other done',
      ['refused:Kata', 'ready'],
      true,
      '1 of 2 nodes ready; n0: gVisor refused: Kata',
    ],
  ];
  for (const [name, told, settled, text] of cases) {
    it(name, () => {
      const rollout = rolloutOf(told.map(node), RELEASE);
      assert.equal(isSettled(rollout), settled);
      assert.equal(rolloutText(rollout), text);
    });
  }

  it('says of a failed upgrade that the release from before serves', () => {
    const { gvisor } = node('failed:wrong digest', 0);
    assert.ok(gvisor);
    assert.equal(gvisorText({ ...gvisor, serves: true }), 'gVisor: upgrade failed, wrong digest');
  });
});
