import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NewPool } from '../../../../src/azure/pools/newPool.ts';
import { preflight, type PreflightFacts } from '../../../../src/azure/pools/preflight.ts';
import { permissionOf } from '../../../../src/azure/clusters/permissions.ts';
import { hourlyPrice, priceAddress, priceText } from '../../../../src/azure/pools/price.ts';
import type { AksCluster } from '../../../../src/model/aks/aksCluster.ts';
import { PROD_WEU } from '../prodWeu.ts';

const POOL: NewPool = {
  name: 'kata1',
  sandbox: 'kata',
  osSku: 'AzureLinux',
  vmSize: 'Standard_D4s_v5',
  count: 3,
  surge: '1',
};
const FACTS: PreflightFacts = {
  cluster: PROD_WEU,
  pools: [],
  clusterProperties: {},
  size: {
    name: 'Standard_D4s_v5',
    family: 'standardDSv5Family',
    cpus: 4,
    memoryGiB: 16,
    zones: [],
    nesting: 'known',
  },
  quotas: [
    { family: 'cores', limit: 100, used: 80 },
    { family: 'standardDSv5Family', limit: 20, used: 10 },
  ],
  mayWrite: 'yes',
};

const rows = (pool: Partial<NewPool>, facts: Partial<PreflightFacts>) =>
  preflight({ ...POOL, ...pool }, { ...FACTS, ...facts }).map(
    ({ what, verdict, text }) => `${verdict} ${what}: ${text}`,
  );
const says = (wanted: string, pool: Partial<NewPool>, facts: Partial<PreflightFacts>) =>
  assert.ok(rows(pool, facts).includes(wanted), `${wanted}\n${rows(pool, facts).join('\n')}`);
const cluster = (more: Partial<AksCluster>) => ({ cluster: { ...PROD_WEU, ...more } });

describe('preflight', () => {
  it('tells all that is known, with the quota of 3 × 4 vCPU and a surge of 1', () => {
    assert.deepEqual(rows({}, {}), [
      'ok Cluster: prod-weu is Succeeded',
      'ok Permission: You may create node pools here',
      'ok Kubernetes and Azure Linux: Kubernetes 1.35.2 means Azure Linux 3.0',
      'ok Nested virtualization: Standard_D4s_v5 is known to have it',
      'ok Kind of cluster: Node pools are made by hand',
      'ok FIPS, Trusted Launch, artifact streaming: Not asked for: none of them goes with Pod Sandboxing',
      'ok Quota of all vCPUs: 16 of 20 vCPUs that are left, with the nodes that an upgrade adds',
      'problem Quota of standardDSv5Family: 16 of 10 vCPUs that are left, with the nodes that an upgrade adds: ask for more (https://aka.ms/AksQuota)',
      'ok Nodes: 0 nodes now, 3 then; a cluster has 5000 at most',
    ]);
  });

  it('tells what stands in the way', () => {
    says(
      'problem Cluster: prod-weu is Updating: Azure does one thing at a time',
      {},
      cluster({ state: 'Updating' }),
    );
    says('problem Cluster: prod-weu is stopped: start it first', {}, cluster({ power: 'Stopped' }));
    says(
      'warning Cluster: prod-weu is Failed: a new node pool may fail as well',
      {},
      cluster({ state: 'Failed' }),
    );
    says(
      'problem Permission: You may not create node pools here: ask for the role "Azure Kubernetes Service Contributor Role"',
      {},
      { mayWrite: 'no' },
    );
    says(
      'unknown Permission: Azure does not tell whether you may; a policy may forbid it as well',
      {},
      { mayWrite: 'unknown' },
    );
    says(
      'problem Kubernetes and Azure Linux: Kubernetes 1.31.9 means Azure Linux 2.0, whose images are gone since 2026-03-31: upgrade to 1.32 or newer',
      {},
      cluster({ version: '1.31.9' }),
    );
    says(
      'unknown Kubernetes and Azure Linux: Which Azure Linux goes with Kubernetes 1.37.0 was not known when this was written',
      {},
      cluster({ version: '1.37.0' }),
    );
    says(
      'problem Network: eBPF host routing is on: it does not go with Pod Sandboxing',
      {},
      {
        clusterProperties: {
          networkProfile: { advancedNetworking: { performance: { accelerationMode: 'BpfVeth' } } },
        },
      },
    );
    says(
      'warning Kind of cluster: This cluster makes its nodes by itself (AKS Automatic, node auto-provisioning); a Kata pool beside them is not documented',
      {},
      cluster({ sku: 'Automatic' }),
    );
  });

  it('says what it does not know, and blocks nothing by it', () => {
    const { size: _size, quotas: _quotas, clusterProperties: _properties, ...unknown } = FACTS;
    const said = preflight(POOL, { ...unknown, mayWrite: 'unknown' });
    assert.deepEqual(
      said.filter(({ verdict }) => verdict === 'unknown').map(({ what }) => what),
      ['Permission', 'Nested virtualization', 'Quota'],
    );
    assert.ok(said.every(({ verdict }) => verdict !== 'problem'));
  });

  it('says nothing of Kata for a gVisor pool', () => {
    assert.deepEqual(
      preflight({ ...POOL, sandbox: 'gvisor' }, FACTS).map(({ what }) => what),
      ['Cluster', 'Permission', 'Quota of all vCPUs', 'Quota of standardDSv5Family', 'Nodes'],
    );
  });
});

describe('permissionOf', () => {
  const WRITE = 'Microsoft.ContainerService/managedClusters/agentPools/write';
  for (const [actions, notActions, permission] of [
    [['*'], [], 'yes'],
    [['*/read'], [], 'no'],
    [['Microsoft.ContainerService/*'], [], 'yes'],
    [['microsoft.containerservice/managedclusters/*'], [], 'yes'],
    [['Microsoft.ContainerService/*/write'], [], 'yes'],
    [['*'], ['Microsoft.ContainerService/*'], 'no'],
    [['*'], ['Microsoft.Authorization/*/write'], 'yes'],
    [['Microsoft.ContainerService/managedClusters/agentPools/writ'], [], 'no'],
  ] as const) {
    it(`reads ${JSON.stringify(actions)} without ${JSON.stringify(notActions)}`, () => {
      assert.equal(permissionOf(WRITE, [{ actions, notActions }]), permission);
    });
  }

  it('is not known when Azure tells nothing', () => {
    assert.equal(permissionOf(WRITE, undefined), 'unknown');
    assert.equal(permissionOf(WRITE, []), 'unknown');
  });
});

describe('The price', () => {
  it('is asked for by a filter that nothing can leave', () => {
    const address = new URL(priceAddress('https://prices.azure.com', "x' or '1", 'west europe'));
    assert.equal(address.host, 'prices.azure.com');
    assert.match(
      address.searchParams.get('$filter') ?? '',
      /armRegionName eq 'westeurope' and armSkuName eq 'xor1' and/,
    );
  });

  it('is that of a Linux VM that stays', () => {
    const item = {
      unitOfMeasure: '1 Hour',
      type: 'Consumption',
      isPrimaryMeterRegion: true,
      productName: 'Virtual Machines Dsv5 Series',
      skuName: 'D4s v5',
      retailPrice: 0.23,
    };
    const others = [
      { ...item, productName: 'Virtual Machines Dsv5 Series Windows', retailPrice: 9 },
      { ...item, skuName: 'D4s v5 Spot', retailPrice: 9 },
      { ...item, skuName: 'D4s v5 Low Priority', retailPrice: 9 },
      { ...item, isPrimaryMeterRegion: false, retailPrice: 9 },
      { ...item, unitOfMeasure: '1 Month', retailPrice: 9 },
    ];
    assert.equal(hourlyPrice({ Items: [...others, item] }), 0.23);
    assert.equal(hourlyPrice({ Items: others }), undefined);
    assert.equal(hourlyPrice('<html>'), undefined);
  });

  it('is said with what it leaves out', () => {
    assert.equal(
      priceText(0.23, { count: 3 }),
      'About $504 a month ($0.69 an hour): list price, without discounts, disks and traffic.',
    );
    assert.match(
      priceText(0.23, { count: 1, autoscale: { max: 5 } }),
      /, up to \$840 with 5 nodes: list price/,
    );
    assert.equal(priceText(undefined, { count: 3 }), 'The price is not known.');
  });
});
