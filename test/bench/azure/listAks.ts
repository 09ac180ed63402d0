// Lists what an account sees, in a process of its own: listAks URL CA_FILE. Prints a `Listed`.
import { readFile } from 'node:fs/promises';
import { ArmClient } from '../../../src/azure/arm/armClient.ts';
import { listClustersOfTenants, listTenants } from '../../../src/azure/clusters/listTenants.ts';
import { neverAborted } from '../../../src/base/abort.ts';
import { unsignedToken } from '../../sim/azure/arm/armCaller.ts';

/** How long it took, from the first use of Azure on, in milliseconds. */
export interface Listed {
  readonly firstMs: number;
  readonly allMs: number;
  readonly clusters: number;
}

async function main([resourceManager = '', caFile = '']: readonly string[]): Promise<void> {
  const endpoint = {
    resourceManager,
    scope: 'https://management.azure.com/.default',
    ca: await readFile(caFile, 'utf8'),
    isProxied: true,
  };
  const tokens = {
    token: ({ tenant }: { readonly tenant?: string }) =>
      Promise.resolve(unsignedToken(tenant === undefined ? {} : { tid: tenant })),
  };
  const armOf = (tenant?: string) => new ArmClient(endpoint, tokens, tenant);
  const signal = neverAborted();
  const began = performance.now();
  const tenants = await listTenants(armOf(), signal);
  let firstMs = Infinity;
  let clusters = 0;
  const report = (listing: { readonly clusters: readonly unknown[] }): void => {
    clusters += listing.clusters.length;
    if (clusters > 0) firstMs = Math.min(firstMs, performance.now() - began);
  };
  await listClustersOfTenants(tenants, armOf, report, signal);
  const listed: Listed = { firstMs, allMs: performance.now() - began, clusters };
  console.log(JSON.stringify(listed));
}

void main(process.argv.slice(2));
