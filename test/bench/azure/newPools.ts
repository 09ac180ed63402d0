import { ArmClient } from '../../../src/azure/arm/armClient.ts';
import { createPool } from '../../../src/azure/operations/createPool.ts';
import { followPool } from '../../../src/azure/operations/followPool.ts';
import { listAgentPools } from '../../../src/azure/pools/agentPoolRequests.ts';
import { newPoolBody } from '../../../src/azure/pools/newPool.ts';
import { listQuotas } from '../../../src/azure/pools/quota.ts';
import { listVmSizes } from '../../../src/azure/pools/vmSize.ts';
import { neverAborted } from '../../../src/base/abort.ts';
import { nullLog } from '../../../src/base/log.ts';
import { readPreflightFacts } from '../../../src/ui/commands/azure/create/readPlan.ts';
import type { ArmFaultAction } from '../../sim/azure/arm/armFaults.ts';
import { unsignedToken } from '../../sim/azure/arm/armCaller.ts';
import { CONTOSO, PRODUCTION } from '../../sim/azure/sample/tenants.ts';
import { clusterAt } from '../../sim/azure/state/account.ts';
import type { Sim } from '../../sim/sim.ts';
import { PROD_WEU } from '../../unit/azure/prodWeu.ts';

/** How long Azure takes for a pool here. */
export const CREATION_MS = 5 * 60_000;

/** A look every five seconds, and at most twenty requests before and besides. */
export const MAX_REQUESTS = CREATION_MS / 5000 + 20;

const POOL = {
  name: 'bench',
  sandbox: 'kata',
  osSku: 'AzureLinux',
  vmSize: 'Standard_D4s_v5',
  count: 1,
} as const;

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
export async function putsPerPool(sim: Sim): Promise<ReadonlyMap<string, number>> {
  const { azure } = sim;
  const arm = armOf(sim);
  const taken = new Map<string, number>();
  for (const [index, [failure, action]] of Object.entries(FAILURES).entries()) {
    const pool = `bench${index}`;
    const body = newPoolBody({ ...POOL, name: pool });
    if (action) azure.account.faults.add({ method: 'PUT', times: 1, action });
    const create = () => createPool(arm, PROD_WEU, pool, body, neverAborted());
    if ((await create()) === 'not-created') await create();
    const puts = azure.account.log.filter(
      ({ method, path, status }) => method === 'PUT' && path.endsWith(`/${pool}`) && status === 201,
    );
    taken.set(failure, puts.length);
  }
  return taken;
}

/** How many requests a pool takes from the first step that asks for it until Azure is done. */
export async function requestsPerPool(sim: Sim): Promise<number> {
  const { account } = sim.azure;
  account.throttle.isOn = false;
  const arm = armOf(sim);
  const signal = neverAborted();
  account.log.splice(0);
  const place = { subscription: PRODUCTION.id, location: PROD_WEU.location };
  await listAgentPools(arm, PROD_WEU, signal);
  const sizes = await listVmSizes(arm, place, signal);
  await listQuotas(arm, place, signal);
  const size = sizes.find(({ name }) => name === POOL.vmSize);
  await readPreflightFacts(arm, PROD_WEU, size, nullLog, signal);
  account.plans.set(POOL.name, { ends: 'never' });
  await createPool(arm, PROD_WEU, POOL.name, newPoolBody(POOL), signal);
  let now = 0;
  const wait = (ms: number): Promise<void> => {
    now += ms;
    const pool = clusterAt(account, PRODUCTION.id, PROD_WEU.resourceGroup, PROD_WEU.name).pools;
    const made = pool.get(POOL.name);
    if (made && now >= CREATION_MS) {
      made.properties = { ...made.properties, provisioningState: 'Succeeded' };
    }
    return Promise.resolve();
  };
  const clock = { now: () => now, wait };
  const report = () => undefined;
  const end = await followPool(arm, PROD_WEU, POOL.name, { clock, signal, report });
  if (end.is !== 'ready') throw new Error(`The pool ended as ${end.is}`);
  account.throttle.isOn = true;
  return account.log.length;
}

function armOf({ azure, ca }: Sim): ArmClient {
  const endpoint = {
    resourceManager: azure.url,
    scope: 'https://management.azure.com/.default',
    ca,
    isProxied: true,
  };
  const tokens = { token: () => Promise.resolve(unsignedToken({ tid: CONTOSO.id })) };
  return new ArmClient(endpoint, tokens, CONTOSO.id);
}
