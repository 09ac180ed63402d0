import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  featureMessage,
  featurePage,
} from '../../../../../src/ui/commands/azure/feature/featurePage.ts';

describe('featurePage', () => {
  it('says that no cluster needs it, and both requests', () => {
    const page = featurePage({ id: 's1', name: '[x](command:y)' }, 'NotRegistered');
    assert.match(page, /No cluster of AKS needs it today/);
    assert.match(page, /\\\[x\\\]\(command:y\) it is NotRegistered\./);
    assert.deepEqual(page.match(/^POST .*$/gm), [
      'POST /subscriptions/s1/providers/Microsoft.Features/providers/Microsoft.ContainerService/features/KataVMIsolationPreview/register?api-version=2021-07-01',
      'POST /subscriptions/s1/providers/Microsoft.ContainerService/register?api-version=2021-04-01',
    ]);
  });
});

describe('featureMessage', () => {
  for (const [state, said] of [
    ['Registered', 'The preview feature KataVMIsolationPreview is registered in Production.'],
    [
      'Unregistered',
      'The preview feature KataVMIsolationPreview is not registered in Production: Azure says Unregistered.',
    ],
    [
      '',
      'The preview feature KataVMIsolationPreview is not registered in Production: Azure says nothing of it.',
    ],
  ] as const) {
    it(`says what "${state}" means`, () => assert.equal(featureMessage('Production', state), said));
  }
});
