import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ContainerServiceClient, restorePoller } from '@azure/arm-containerservice';
import { type Sim, startSim } from '../../sim/sim.ts';

const SUBSCRIPTION = '8ecadfc9-d1a3-4ea4-b844-0d9f87e4d7c8';
const TOKEN = 'eyJhbGciOiJub25lIn0.e30.x';
const GROUP = 'sandbox-rg';
const CLUSTER = 'prod-weu';

/** Microsoft's own client, as it is, on the Azure of the embedded cluster. */
describe("Microsoft's client of AKS", () => {
  let sim: Sim;
  let client: ContainerServiceClient;
  before(async () => {
    sim = await startSim({});
    sim.azure.account.operationMs = 30;
    // Azure would throttle somebody who asks every 5 ms.
    sim.azure.account.throttle.isOn = false;
    client = clientOf(sim);
  });
  after(() => sim.stop());
  const quick = { updateIntervalInMs: 5 };

  it('lists the clusters of a subscription with their pools', async () => {
    const clusters = await Array.fromAsync(client.managedClusters.list());
    assert.deepEqual(
      clusters.map(({ name }) => name),
      ['prod-weu', 'legacy', 'batch', 'private', 'stopped'],
    );
    const [first] = clusters;
    assert.equal(first?.provisioningState, 'Succeeded');
    assert.equal(first.aadProfile?.enableAzureRbac, true);
    const pools = first.agentPoolProfiles?.map(({ name, workloadRuntime }) => [
      name,
      workloadRuntime,
    ]);
    assert.deepEqual(pools, [
      ['system', undefined],
      ['gv1', undefined],
      ['kata1', 'KataVmIsolation'],
    ]);
  });

  it('follows pages of pools', async () => {
    const cluster = [...sim.azure.account.clusters.values()].find(({ name }) => name === 'web');
    const [pool] = cluster?.pools.values() ?? [];
    assert.ok(cluster && pool);
    for (let index = 0; index < 45; index++) {
      cluster.pools.set(`p${index}`, { ...pool, name: `p${index}` });
    }
    const other = clientOf(sim, cluster.subscription.id);
    const pools = await Array.fromAsync(other.agentPools.list(cluster.resourceGroup, 'web'));
    assert.equal(pools.length, 46);
  });

  it('creates a Kata pool, which brings nodes and class', async () => {
    const pool = await client.agentPools.createOrUpdate(GROUP, CLUSTER, 'kata2', body(2), quick);
    assert.equal(pool.provisioningState, 'Succeeded');
    assert.equal(pool.nodeImageVersion, 'AKSAzureLinux-V3katagen2-202611.16.0');
    const nodes = sim
      .objects('nodes')
      .filter(({ metadata }) => metadata.labels?.['agentpool'] === 'kata2');
    assert.equal(nodes.length, 2);
    assert.equal(nodes[0]?.metadata.labels?.['kubernetes.azure.com/kata-vm-isolation'], 'true');
  });

  it('goes on with a create whose client is gone', async () => {
    const poller = client.agentPools.createOrUpdate(GROUP, CLUSTER, 'kata3', body(1), quick);
    await poller.submitted();
    const saved = await poller.serialize();
    assert.ok(!saved.includes(TOKEN));
    const restored = restorePoller(client, saved, client.agentPools.createOrUpdate, quick);
    assert.equal((await restored).provisioningState, 'Succeeded');
    const puts = sim.azure.account.log.filter(
      ({ method, path }) => method === 'PUT' && path.endsWith('/kata3'),
    );
    assert.equal(puts.length, 1);
  });

  it('is told a failure that came later', async () => {
    sim.azure.account.plans.set('kata4', { ends: 'Failed' });
    const create = client.agentPools.createOrUpdate(GROUP, CLUSTER, 'kata4', body(1), quick);
    await assert.rejects(create.pollUntilDone(), /ReconcileVMSSAgentPoolFailed/);
    const pool = await client.agentPools.get(GROUP, CLUSTER, 'kata4');
    assert.equal(pool.provisioningState, 'Failed');
    const [leaf] = pool.status?.provisioningError?.details ?? [];
    assert.equal(leaf?.code, 'AllocationFailed');
  });

  it('keeps to preconditions', async () => {
    const again = client.agentPools.createOrUpdate(GROUP, CLUSTER, 'kata2', body(2), {
      ...quick,
      ifNoneMatch: '*',
    });
    await assert.rejects(again.pollUntilDone(), { statusCode: 412, code: 'PreconditionFailed' });
    const scaled = client.agentPools.createOrUpdate(GROUP, CLUSTER, 'kata2', body(1), {
      ...quick,
      ifMatch: '"old"',
    });
    await assert.rejects(scaled.pollUntilDone(), { statusCode: 412 });
  });

  it('scales by sending back what it read', async () => {
    const {
      provisioningState: _state,
      currentOrchestratorVersion: _version,
      ...pool
    } = await client.agentPools.get(GROUP, CLUSTER, 'kata2');
    const scaled = await client.agentPools.createOrUpdate(
      GROUP,
      CLUSTER,
      'kata2',
      { ...pool, count: 1 },
      { ...quick, ifMatch: pool.eTag ?? '' },
    );
    assert.equal(scaled.count, 1);
    const nodes = sim
      .objects('nodes')
      .filter(({ metadata }) => metadata.labels?.['agentpool'] === 'kata2');
    assert.equal(nodes.length, 1);
  });

  it('upgrades the node image, and is told which images came before', async () => {
    await client.agentPools.upgradeNodeImageVersion(GROUP, CLUSTER, 'kata1', quick);
    const pool = await client.agentPools.get(GROUP, CLUSTER, 'kata1');
    assert.equal(pool.nodeImageVersion, 'AKSAzureLinux-V3katagen2-202611.16.0');
    const profile = await client.agentPools.getUpgradeProfile(GROUP, CLUSTER, 'kata1');
    assert.equal(profile.latestNodeImageVersion, 'AKSAzureLinux-V3katagen2-202611.16.0');
    const [used] = profile.recentlyUsedVersions ?? [];
    assert.equal(used?.nodeImageVersion, 'AKSAzureLinux-V3katagen2-202608.20.0');
  });

  it('stops what runs, and is told when there is nothing to stop', async () => {
    sim.azure.account.plans.set('kata5', { ends: 'never' });
    const create = client.agentPools.createOrUpdate(GROUP, CLUSTER, 'kata5', body(1), quick);
    await create.submitted();
    await Promise.all([
      assert.rejects(create.pollUntilDone(), /cancell?ed/i),
      client.agentPools.abortLatestOperation(GROUP, CLUSTER, 'kata5', quick),
    ]);
    const pool = await client.agentPools.get(GROUP, CLUSTER, 'kata5');
    assert.equal(pool.provisioningState, 'Canceled');
    const late = client.agentPools.abortLatestOperation(GROUP, CLUSTER, 'kata5', quick);
    await assert.rejects(late.pollUntilDone(), { statusCode: 409 });
  });

  it('deletes pools with their nodes, but not the last System pool', async () => {
    for (const name of ['kata1', 'kata2', 'kata3', 'kata4', 'kata5']) {
      await client.agentPools.delete(GROUP, CLUSTER, name, quick);
    }
    await assert.rejects(client.agentPools.get(GROUP, CLUSTER, 'kata1'), { statusCode: 404 });
    const classes = sim.objects('runtimeclasses').map(({ metadata }) => metadata.name);
    assert.ok(!classes.includes('kata-vm-isolation'));
    const last = client.agentPools.delete(GROUP, CLUSTER, 'system', quick);
    await assert.rejects(last.pollUntilDone(), /at least one system node pool/);
  });

  it('gets credentials of a person, and no static ones where local accounts are off', async () => {
    const { kubeconfigs } = await client.managedClusters.listClusterUserCredentials(
      GROUP,
      CLUSTER,
      { format: 'exec' },
    );
    const text = Buffer.from(kubeconfigs?.[0]?.value ?? []).toString();
    assert.match(text, /--server-id, 6dae42f8-4368-4678-94ff-3960e28e3630/);
    await assert.rejects(client.managedClusters.listClusterAdminCredentials(GROUP, CLUSTER), {
      statusCode: 400,
    });
  });

  it('asks its credential for more when Azure wants a second factor', async () => {
    sim.azure.account.mfa = true;
    const asked: (string | undefined)[] = [];
    const challenged = clientOf(sim, SUBSCRIPTION, (claims) => asked.push(claims));
    const create = challenged.agentPools.createOrUpdate(GROUP, CLUSTER, 'kata6', body(1), quick);
    await assert.rejects(create.pollUntilDone(), { statusCode: 401 });
    assert.match(asked.find((claims) => claims !== undefined) ?? '', /"acrs"/);
    sim.azure.account.mfa = false;
  });
});

function body(count: number) {
  return {
    count,
    vmSize: 'Standard_D4s_v5',
    osType: 'Linux',
    osSKU: 'AzureLinux',
    mode: 'User',
    type: 'VirtualMachineScaleSets',
    workloadRuntime: 'KataVmIsolation',
  };
}

function clientOf(
  sim: Sim,
  subscription = SUBSCRIPTION,
  onClaims: (claims: string | undefined) => void = () => {},
): ContainerServiceClient {
  const credential = {
    getToken: (_: unknown, options?: { claims?: string }) => {
      onClaims(options?.claims);
      return Promise.resolve({ token: TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 });
    },
  };
  return new ContainerServiceClient(credential, subscription, {
    endpoint: sim.azure.url,
    credentials: { scopes: [`${sim.azure.url}/.default`] },
    tlsOptions: { ca: sim.ca },
    retryOptions: { maxRetries: 0 },
  });
}
