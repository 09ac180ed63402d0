import { after, before } from 'node:test';
import { ArmClient } from '../../../src/azure/arm/armClient.ts';
import type { TokenRequest } from '../../../src/azure/arm/tokenSource.ts';
import { unsignedToken } from '../../sim/azure/arm/armCaller.ts';
import { CONTOSO } from '../../sim/azure/sample/tenants.ts';
import { type Sim, startSim } from '../../sim/sim.ts';

/** The Azure of an embedded cluster, and what the product asked it for. */
export interface UsedAzure {
  readonly sim: Sim;
  /** What tokens were asked for, in order. */
  readonly asked: readonly TokenRequest[];
  /** A client for a tenant; by default that of the embedded cluster. */
  readonly arm: (tenant?: string) => ArmClient;
  /** What was sent, as `METHOD path`, without what only looks. */
  readonly writes: () => readonly string[];
}

/** Gives the tests of a `describe` an Azure that is quick. */
export function useAzure(options: Parameters<typeof startSim>[0] = {}): () => UsedAzure {
  let used: UsedAzure | undefined;
  before(async () => {
    const sim = await startSim(options);
    sim.azure.account.operationMs = 20;
    const asked: TokenRequest[] = [];
    const endpoint = {
      resourceManager: sim.azure.url,
      scope: 'https://management.azure.com/.default',
      ca: sim.ca,
    };
    const tokens = {
      token: (request: TokenRequest) => {
        asked.push(request);
        const acrs = request.claims === undefined ? {} : { acrs: ['p1'] };
        return Promise.resolve(unsignedToken({ tid: request.tenant, ...acrs }));
      },
    };
    used = {
      sim,
      asked,
      arm: (tenant = CONTOSO.id) => new ArmClient(endpoint, tokens, tenant),
      writes: () =>
        sim.azure.account.log
          .filter(({ method }) => method === 'PUT' || method === 'DELETE')
          .map(({ method, path }) => `${method} ${path.split('/').at(-1) ?? ''}`),
    };
  });
  after(() => used?.sim.stop());
  return () => {
    if (!used) throw new Error('Azure is there inside tests only');
    return used;
  };
}
