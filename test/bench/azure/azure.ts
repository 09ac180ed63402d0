import { ArmClient } from '../../../src/azure/arm/armClient.ts';
import { createPool } from '../../../src/azure/operations/createPool.ts';
import { newPoolBody } from '../../../src/azure/pools/newPool.ts';
import { neverAborted } from '../../../src/base/abort.ts';
import type { ArmFaultAction } from '../../sim/azure/arm/armFaults.ts';
import { unsignedToken } from '../../sim/azure/arm/armCaller.ts';
import { sampleClusters } from '../../sim/azure/sample/clusters.ts';
import { CONTOSO } from '../../sim/azure/sample/tenants.ts';
import type { AzureAccount } from '../../sim/azure/state/account.ts';
import { type Sim, startSim } from '../../sim/sim.ts';
import { buildAsShipped } from '../asShipped.ts';
import { runChild } from '../child.ts';
import type { Figure } from '../figure.ts';
import type { Listed } from './listAks.ts';

const SUBSCRIPTIONS = 200;
const CLUSTERS = 2000;

/** Lists the clusters of a large tenant, and creates node pools while everything fails once. */
export async function benchAzure(): Promise<readonly Figure[]> {
  const child = await buildAsShipped('azure/listAks.ts');
  await using sim = await startSim();
  const puts = await putsPerPool(sim);
  fill(sim);
  sim.azure.account.log.splice(0);
  const listed = await runChild<Listed>(child, [sim.azure.url, sim.caFile]);
  if (listed.clusters !== CLUSTERS) throw new Error(`Only ${listed.clusters} clusters were listed`);
  const queries = sim.azure.account.log.filter(({ path }) => path.includes('ResourceGraph')).length;
  const what = `Azure: ${CLUSTERS.toLocaleString('en')} clusters in ${SUBSCRIPTIONS} subscriptions`;
  return [
    {
      what: `${what}: first rows`,
      value: `${listed.firstMs.toFixed(0)} ms`,
      target: '< 1,000 ms',
      reached: listed.firstMs < 1000,
    },
    {
      what: `${what}: all`,
      value: `${listed.allMs.toFixed(0)} ms`,
      target: '< 5,000 ms',
      reached: listed.allMs < 5000,
    },
    {
      what: `${what}: queries of Resource Graph, of ${sim.azure.account.log.length} requests`,
      value: String(queries),
      target: '≤ 3',
      reached: queries <= 3,
    },
    {
      what: `Azure: PUTs that it takes for a new node pool (${[...puts.keys()].join(', ')})`,
      value: [...puts.values()].join(', '),
      target: '1',
      reached: [...puts.values()].every((count) => count === 1),
    },
  ];
}

/** One large tenant in place of the sample. */
function fill({ azure }: Sim): void {
  const account: AzureAccount = azure.account;
  const [model] = sampleClusters('prod-weu.example', '1.35.2');
  if (!model) throw new Error('The sample has no cluster');
  const subscriptions = Array.from({ length: SUBSCRIPTIONS }, (_, index) => ({
    id: `8ecadfc9-d1a3-4ea4-b844-${String(index).padStart(12, '0')}`,
    name: `Team ${index}`,
    tenant: CONTOSO.id,
  }));
  account.clusters.clear();
  account.tenants.splice(0, account.tenants.length, CONTOSO);
  account.subscriptions.splice(0, account.subscriptions.length, ...subscriptions);
  for (const [index, subscription] of subscriptions.entries()) {
    for (let nth = 0; nth < CLUSTERS / SUBSCRIPTIONS; nth++) {
      const name = `aks-${index}-${nth}`;
      azure.add({ ...model, subscription, resourceGroup: `rg-${nth}`, name, embedded: false });
    }
  }
}

const FAILURES: Readonly<Record<string, ArmFaultAction | undefined>> = {
  'nothing fails': undefined,
  'cut after 201': { kind: 'done-then-cut' },
  'half an answer': { kind: 'done-then-truncated' },
  refused: { kind: 'refuse' },
  408: { kind: 'status', code: 408 },
  500: { kind: 'status', code: 500 },
  503: { kind: 'status', code: 503 },
};

/** How many PUTs Azure took for each pool, when what was not created is asked for once more. */
async function putsPerPool({ azure, ca }: Sim): Promise<ReadonlyMap<string, number>> {
  const endpoint = {
    resourceManager: azure.url,
    scope: 'https://management.azure.com/.default',
    ca,
    isProxied: true,
  };
  const tokens = { token: () => Promise.resolve(unsignedToken({ tid: CONTOSO.id })) };
  const arm = new ArmClient(endpoint, tokens, CONTOSO.id);
  const [{ subscription, resourceGroup, name } = missing()] = azure.account.clusters.values();
  const id = `/subscriptions/${subscription.id}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerService/managedClusters/${name}`;
  const taken = new Map<string, number>();
  for (const [index, [failure, action]] of Object.entries(FAILURES).entries()) {
    const pool = `bench${index}`;
    const vmSize = 'Standard_D4s_v5';
    const body = newPoolBody({
      name: pool,
      sandbox: 'kata',
      osSku: 'AzureLinux',
      vmSize,
      count: 1,
    });
    if (action) azure.account.faults.add({ method: 'PUT', times: 1, action });
    const create = () => createPool(arm, { id, name }, pool, body, neverAborted());
    if ((await create()) === 'not-created') await create();
    const puts = azure.account.log.filter(
      ({ method, path, status }) => method === 'PUT' && path.endsWith(`/${pool}`) && status === 201,
    );
    taken.set(failure, puts.length);
  }
  return taken;
}

function missing(): never {
  throw new Error('The sample has no cluster');
}
