import { sampleClusters } from '../../sim/azure/sample/clusters.ts';
import { CONTOSO } from '../../sim/azure/sample/tenants.ts';
import type { AzureAccount } from '../../sim/azure/state/account.ts';
import { type Sim, startSim } from '../../sim/sim.ts';
import { buildAsShipped } from '../asShipped.ts';
import { runChild } from '../child.ts';
import type { Figure } from '../figure.ts';
import type { Listed } from './listAks.ts';
import { CREATION_MS, MAX_REQUESTS, putsPerPool, requestsPerPool } from './newPools.ts';

const SUBSCRIPTIONS = 200;
const CLUSTERS = 2000;

/** Lists the clusters of a large tenant, and creates node pools while everything fails once. */
export async function benchAzure(): Promise<readonly Figure[]> {
  const child = await buildAsShipped('azure/listAks.ts');
  await using sim = await startSim();
  const puts = await putsPerPool(sim);
  const requests = await requestsPerPool(sim);
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
    {
      what: `Azure: requests for a new node pool that takes ${CREATION_MS / 60_000} minutes`,
      value: String(requests),
      target: `≤ ${MAX_REQUESTS}`,
      reached: requests <= MAX_REQUESTS,
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
