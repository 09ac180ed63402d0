import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  listClustersOfTenants,
  listTenants,
  type TenantListing,
} from '../../../../src/azure/clusters/listTenants.ts';
import { userCredential } from '../../../../src/azure/clusters/userCredential.ts';
import { CONTOSO, FABRIKAM, LOCKED } from '../../../sim/azure/sample/tenants.ts';
import { useAzure } from '../useAzure.ts';

describe('listClustersOfTenants', () => {
  const azure = useAzure();
  const { signal } = new AbortController();
  const all = async () => {
    const tenants = await listTenants(azure().arm(), signal);
    const listings: TenantListing[] = [];
    await listClustersOfTenants(tenants, azure().arm, (listing) => listings.push(listing), signal);
    return listings;
  };

  it('names tenants as people do', async () => {
    const tenants = await listTenants(azure().arm(), signal);
    assert.deepEqual(
      tenants.map(({ name }) => name),
      ['Contoso', 'Fabrikam', 'Northwind (guest)'],
    );
  });

  for (const [code, kind] of [
    ['RequestDisallowed', 'forbidden'],
    ['AADSTS50076', 'forbidden'],
  ] as const) {
    it(`lists all others when one tenant answers ${code}`, async () => {
      const done = azure().sim.azure.account.faults.add({
        tenant: LOCKED.id,
        action: { kind: 'status', code: 403, error: { code, message: 'no' } },
      });
      const listings = await all();
      done();
      const found = Object.fromEntries(
        listings.map(({ tenant, clusters, problem }) => [
          tenant.id,
          problem?.kind ?? clusters.length,
        ]),
      );
      assert.deepEqual(found, { [CONTOSO.id]: 9, [FABRIKAM.id]: 2, [LOCKED.id]: kind });
    });
  }

  it('says of each kind of cluster why it cannot be opened', async () => {
    const clusters = (await all()).flatMap((listing) => listing.clusters);
    const open = async (name: string) => {
      const cluster = clusters.find((one) => one.name === name);
      assert.ok(cluster, name);
      return userCredential(azure().arm(cluster.tenant), cluster, signal).catch(String);
    };
    assert.match(await open('prod-weu'), /command: kubelogin/);
    assert.match(await open('batch'), /token: sim-admin/);
    assert.match(await open('stopped'), /stopped is stopped\. Start it in the Azure portal/);
    assert.match(await open('nobody'), /local accounts are off, and Entra ID is not set up/);
    assert.match(
      await open('readonly'),
      /You may not get the credentials of readonly\. Ask for the role "Azure Kubernetes Service Cluster User Role"/,
    );
  });
});
