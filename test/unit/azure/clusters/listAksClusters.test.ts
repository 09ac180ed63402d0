import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  listAksClusters,
  listSubscriptions,
} from '../../../../src/azure/clusters/listAksClusters.ts';
import { problemOf } from '../../../../src/base/problem.ts';
import { CONTOSO, FABRIKAM } from '../../../sim/azure/sample/tenants.ts';
import { useAzure } from '../useAzure.ts';

describe('listAksClusters', () => {
  const azure = useAzure();
  const { signal } = new AbortController();

  it('reads what matters of each cluster', async () => {
    const arm = azure().arm(CONTOSO.id);
    const subscriptions = await listSubscriptions(arm, signal);
    assert.deepEqual(
      subscriptions.map(({ name }) => name),
      ['Production', 'Sandbox'],
    );
    const clusters = await listAksClusters(arm, subscriptions, signal);
    const facts = clusters.map(
      ({ name, login, power, isPrivate, authorizedRanges, sku, nodeProvisioning }) =>
        [name, login, power, isPrivate, authorizedRanges, sku, nodeProvisioning].join(' '),
    );
    assert.deepEqual(facts.toSorted(), [
      'automatic entra Running false 0 Automatic Auto',
      'batch local Running false 0 Base Manual',
      'legacy local Running false 0 Base Manual',
      'nobody nobody Running false 0 Base Manual',
      'private local Running true 0 Base Manual',
      'prod-weu entra Running false 0 Base Manual',
      'ranges local Running false 2 Base Manual',
      'readonly local Running false 0 Base Manual',
      'stopped local Stopped false 0 Base Manual',
    ]);
    const prod = clusters.find(({ name }) => name === 'prod-weu');
    assert.equal(prod?.subscription.name, 'Production');
    assert.equal(prod.tenant, CONTOSO.id);
    assert.equal(prod.version, '1.35.2');
    assert.deepEqual(prod.hosts[0], new URL(azure().sim.url).host);
    assert.equal(prod.nodeOsUpgrade, 'NodeImage');
  });

  it('tells clusters of one name apart by their group', async () => {
    const arm = azure().arm(FABRIKAM.id);
    const clusters = await listAksClusters(arm, await listSubscriptions(arm, signal), signal);
    assert.deepEqual(
      clusters.map(({ name, resourceGroup }) => `${resourceGroup}/${name}`),
      ['web-rg-2/web', 'web-rg/web'],
    );
  });

  it('asks at most three times for 2,000 clusters in 200 subscriptions', async () => {
    const { sim, arm } = azure();
    const { account } = sim.azure;
    const [sample] = account.clusters.values();
    assert.ok(sample);
    for (let index = 0; index < 200; index++) {
      const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
      const subscription = { id, name: `sub-${index}`, tenant: 'many' };
      account.subscriptions.push(subscription);
      for (let own = 0; own < 10; own++) {
        sim.azure.add({ ...sample, subscription, name: `c${own}`, embedded: false });
      }
    }
    account.log.length = 0;
    const client = arm('many');
    const subscriptions = await listSubscriptions(client, signal);
    const clusters = await listAksClusters(client, subscriptions, signal);
    assert.equal(new Set(clusters.map(({ id }) => id)).size, 2000);
    assert.ok(account.log.length <= 3, String(account.log.length));
  });

  it('waits out a limit of Resource Graph and loses no row', async () => {
    const { sim, arm } = azure();
    const headers = {
      'x-ms-user-quota-remaining': '0',
      'x-ms-user-quota-resets-after': '00:00:01',
    };
    const error = { code: 'RateLimiting', message: 'Client application has been throttled' };
    sim.azure.account.faults.add({
      path: /resourcegraph/,
      times: 1,
      action: { kind: 'status', code: 429, error, headers },
    });
    const client = arm(FABRIKAM.id);
    assert.equal((await listAksClusters(client, [], signal)).length, 2);
  });

  it('says what right is missing', async () => {
    const { sim, arm } = azure();
    const error = {
      code: 'AuthorizationFailed',
      message: 'The client does not have authorization',
    };
    const done = sim.azure.account.faults.add({
      path: /resourcegraph/,
      action: { kind: 'status', code: 403, error },
    });
    const refused = await listSubscriptions(arm(), signal).catch(problemOf);
    done();
    assert.deepEqual(refused, {
      kind: 'forbidden',
      what: 'You may not list the subscriptions',
      next: 'Ask for the role "Reader".',
      retryable: false,
    });
  });
});
