import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import {
  finishRegistering,
  previewFeatureState,
  registeringRequests,
  registerPreviewFeature,
} from '../../../../src/azure/clusters/previewFeature.ts';
import { PRODUCTION } from '../../../sim/azure/sample/tenants.ts';
import { useAzure } from '../useAzure.ts';

const FEATURE = 'microsoft.containerservice/katavmisolationpreview';

describe('registerPreviewFeature', () => {
  const azure = useAzure();
  const { signal } = new AbortController();
  const posts = () =>
    azure()
      .sim.azure.account.log.filter(({ method }) => method === 'POST')
      .map(({ path }) => path);
  beforeEach(() => {
    azure().sim.azure.account.features.clear();
    azure().sim.azure.account.log.length = 0;
  });
  const finish = async () => {
    const waits: number[] = [];
    const clock = {
      now: () => 0,
      wait: (ms: number) => {
        waits.push(ms);
        return Promise.resolve();
      },
    };
    return { state: await finishRegistering(azure().arm(), PRODUCTION, clock, signal), waits };
  };

  it('sends what was shown, the provider when the feature has come to its end', async () => {
    const arm = azure().arm();
    assert.equal(await previewFeatureState(arm, PRODUCTION, signal), 'NotRegistered');
    await registerPreviewFeature(arm, PRODUCTION, signal);
    assert.equal(posts().length, 1);
    assert.deepEqual(await finish(), { state: 'Registered', waits: [10_000] });
    assert.deepEqual(
      posts().map((path) => path.toLowerCase()),
      registeringRequests(PRODUCTION.id).map((request) => request.split('?')[0]?.toLowerCase()),
    );
  });

  const OTHERS: readonly (readonly [string, number])[] = [
    ['Registered', 1],
    ['NotRegistered', 0],
    ['Unregistered', 0],
  ];
  for (const [state, sent] of OTHERS) {
    it(`ends as ${state} with ${sent} requests to the provider`, async () => {
      azure().sim.azure.account.features.set(FEATURE, state);
      assert.deepEqual(await finish(), { state, waits: [] });
      assert.equal(posts().length, sent);
    });
  }

  it('says which right is missing', async () => {
    azure().sim.azure.account.faults.add({
      method: 'POST',
      times: 1,
      action: {
        kind: 'status',
        code: 403,
        error: { code: 'AuthorizationFailed', message: 'The client has no authorization.' },
      },
    });
    await assert.rejects(registerPreviewFeature(azure().arm(), PRODUCTION, signal), /Contributor/);
    azure().sim.azure.account.faults.clear();
  });
});
