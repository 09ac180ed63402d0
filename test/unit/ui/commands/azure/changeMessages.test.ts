import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PoolOutcome } from '../../../../../src/model/aks/poolOperation.ts';
import {
  changeMessage,
  noLongerWaited,
} from '../../../../../src/ui/commands/azure/change/changeMessage.ts';
import {
  assertIdle,
  assertNotLastSystemPool,
  newestImage,
  noImageToRollBackTo,
} from '../../../../../src/ui/commands/azure/change/changeProblems.ts';
import { stoppedMessage } from '../../../../../src/ui/commands/azure/change/stopMessage.ts';

const READY: PoolOutcome = { is: 'ready', count: 3 };
const FULL: PoolOutcome = {
  is: 'failed',
  failure: { code: 'AllocationFailed', message: 'No room.' },
};

describe('changeMessage', () => {
  for (const [kind, outcome, severity, message] of [
    ['scale', READY, 'information', 'kata1 of c is scaled, Azure says.'],
    ['delete', { is: 'gone' }, 'information', 'kata1 of c is deleted.'],
    ['delete', READY, 'warning', 'kata1 of c is still there: Azure did not delete it.'],
    ['scale', { is: 'gone' }, 'warning', 'kata1 of c is gone: somebody deleted it.'],
    [
      'upgradeImage',
      { is: 'canceled' },
      'warning',
      'Upgrading the image of kata1 of c was stopped. Nothing of what was done is taken back.',
    ],
    [
      'rollBackImage',
      { is: 'another' },
      'warning',
      'kata1 of c is not as it was asked for: somebody changed it meanwhile.',
    ],
    [
      'scale',
      FULL,
      'warning',
      'Azure could not scale the node pool kata1 of c: No room. Try another size, zone or region.',
    ],
    [
      'scale',
      { is: 'failed', failure: { code: 'Odd', message: 'Why not.' } },
      'warning',
      'Azure could not scale the node pool kata1 of c: Why not.',
    ],
  ] as const) {
    it(`says of ${kind}, ${outcome.is}: ${message}`, () =>
      assert.deepEqual(changeMessage(kind, 'kata1 of c', outcome), { severity, message }));
  }

  it('says that Azure goes on when nobody waits', () =>
    assert.equal(
      noLongerWaited('scale', 'kata1 of c'),
      'Scaling kata1 of c goes on in Azure, which is not waited for any more. Stop Running Operation stops it.',
    ));
});

describe('stoppedMessage', () => {
  for (const [outcome, message] of [
    [
      { is: 'canceled' },
      'Azure stopped what it did with kata1. Nothing of what was done is taken back.',
    ],
    [READY, 'What Azure did with kata1 had already finished.'],
    [{ is: 'gone' }, 'kata1 is gone: Azure had deleted it.'],
    [FULL, 'What Azure did with kata1 failed before it was stopped: No room.'],
  ] as const) {
    it(`says of ${outcome.is}: ${message}`, () =>
      assert.equal(stoppedMessage('kata1', outcome).message, message));
  }
});

describe('What is refused before anything is sent', () => {
  it('is a pool that Azure is at work on', () => {
    assert.throws(
      () => assertIdle({ name: 'kata1', state: 'Scaling' }),
      /Azure is at work on kata1 \(Scaling\)\. Wait until that is over, or stop it/,
    );
    assertIdle({ name: 'kata1', state: 'Failed' });
  });

  it('is the last System pool', () => {
    const system = { name: 'system', mode: 'System' };
    const user = { name: 'kata1', mode: 'User' };
    assert.throws(
      () => assertNotLastSystemPool(system, [system, user]),
      /last node pool of mode S/,
    );
    assertNotLastSystemPool(system, [system, { name: 'other', mode: 'System' }]);
    assertNotLastSystemPool(user, [system, user]);
  });

  it('is an image that there is none for', () => {
    assert.match(newestImage({ name: 'kata1', image: 'i' }).message, /kata1 has the newest image/);
    assert.match(noImageToRollBackTo({ name: 'kata1' }).message, /within seven days/);
  });
});
