import { CLOUDS } from '../../../src/azure/arm/cloud.ts';
import { RetailPrices } from '../../../src/azure/pools/retailPrices.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { nullLog } from '../../../src/base/log.ts';
import { AgentPools } from '../../../src/state/agentPools.ts';
import { AksFeatures } from '../../../src/state/aksFeatures.ts';
import { Azure } from '../../../src/state/azure.ts';
import { AzureClusters } from '../../../src/state/azureClusters.ts';
import { AzureContexts } from '../../../src/state/azureContexts.ts';
import { ACCOUNTS_KEY } from '../../../src/state/wasSignedIn.ts';
import { unsignedToken } from '../../sim/azure/arm/armCaller.ts';
import type { Sim } from '../../sim/sim.ts';
import { memory } from './openClusters.ts';

/** The Azure of an embedded cluster, in which somebody is signed in. */
export function azureOf(sim: Sim): Azure {
  const ada = { id: 'ada', name: 'ada@contoso.example' };
  const kept = memory();
  void kept.update(ACCOUNTS_KEY, [ada.id]);
  const token = ({ tenant }: { readonly tenant?: string }) =>
    Promise.resolve(unsignedToken({ tid: tenant }));
  const signIn = {
    cloud: CLOUDS[0],
    onDidChange: () => ({ dispose: () => undefined }),
    signIn: () => Promise.resolve(ada),
    accounts: () => Promise.resolve([ada]),
    tokens: () => ({ token }),
  };
  const endpoint = () =>
    Promise.resolve({
      resourceManager: sim.azure.url,
      scope: 'https://management.azure.com/.default',
      ca: sim.ca,
    });
  return new Azure(() => {
    const clusters = new AzureClusters(signIn, kept, endpoint, nullLog);
    const armOf = (tenant: string) => clusters.arm(tenant);
    return Promise.resolve({
      clusters,
      contexts: new AzureContexts(armOf, nullLog),
      pools: new AgentPools(armOf, systemClock, nullLog),
      features: new AksFeatures(armOf, nullLog),
      prices: new RetailPrices(endpoint, nullLog),
    });
  }, nullLog);
}
