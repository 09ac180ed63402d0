import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nullLog } from '../../../src/base/log.ts';
import { agentFeatureFacts } from '../../../src/model/aks/agentFeatures.ts';
import { aksKey } from '../../../src/model/aks/aksCluster.ts';
import { AksFeatures } from '../../../src/state/aksFeatures.ts';
import { eventually } from '../../eventually.ts';
import { PROD_WEU } from '../azure/prodWeu.ts';
import { useAzure } from '../azure/useAzure.ts';

describe('What Azure says of the agent sandboxes of a cluster', () => {
  const azure = useAzure();
  const features = (): AksFeatures =>
    new AksFeatures(() => Promise.resolve(azure().arm()), nullLog);

  it('is read by one GET, however often it is opened', async () => {
    azure().sim.azure.account.log.length = 0;
    const opened = features();
    const changed: string[] = [];
    opened.onDidChange((key) => changed.push(key));
    opened.ask(PROD_WEU);
    opened.ask(PROD_WEU);
    const known = await eventually(() => opened.of(aksKey(PROD_WEU.id)));
    opened.ask(PROD_WEU);
    assert.deepEqual(known, { agentSandbox: true, podSnapshot: false });
    assert.deepEqual(changed, [aksKey(PROD_WEU.id)]);
    assert.deepEqual(
      azure().sim.azure.account.log.map(({ method, query }) => `${method} ${query['api-version']}`),
      ['GET 2026-08-02-preview'],
    );
    opened.dispose();
  });

  it('is not known where Azure does not serve that version, and is asked again', async () => {
    const { account } = azure().sim.azure;
    const error = { code: 'InvalidResourceType', message: 'no such api-version' };
    account.faults.add({ action: { kind: 'status', code: 400, error }, times: 1 });
    const opened = features();
    account.log.length = 0;
    opened.ask(PROD_WEU);
    await eventually(() => account.log.some(({ status }) => status === 400));
    assert.equal(opened.of(aksKey(PROD_WEU.id)), undefined);
    await eventually(() => {
      opened.ask(PROD_WEU);
      return opened.of(aksKey(PROD_WEU.id));
    });
    opened.dispose();
  });

  it('is told in words, and what is not known as such', () => {
    assert.deepEqual(agentFeatureFacts({ agentSandbox: true }), [
      ['Agent Sandbox (preview)', 'enabled'],
      ['Pod Snapshot (preview)', 'not known'],
    ]);
    assert.deepEqual(agentFeatureFacts({ agentSandbox: false })[0]?.[1], 'not enabled');
    assert.deepEqual(agentFeatureFacts(undefined)[0]?.[1], 'not known');
  });
});
