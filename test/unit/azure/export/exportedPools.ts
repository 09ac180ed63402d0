import type { ExportedPool } from '../../../../src/azure/export/exportedPool.ts';
import { newPoolBody } from '../../../../src/azure/pools/newPool.ts';
import { sampleClusters } from '../../../sim/azure/sample/clusters.ts';
import { PRODUCTION } from '../../../sim/azure/sample/tenants.ts';
import { poolJson } from '../../../sim/azure/state/account.ts';

/** Texts that other tools read something into. */
export const AWKWARD: Readonly<Record<string, string>> = {
  plain: 'x',
  empty: '',
  quotes: `it's "quoted"`,
  template: '${var.x} $${y} $${ $',
  directive: '%{ if true } %%{z}',
  backslash: 'C:\\new\\table \\b \\u0041',
  unicode: 'grün 🌱 日本',
  lines: 'one\ntwo\r\nthree\ttab',
  control: '\b\f\u0001',
  shell: '$(id) `id` $HOME ; & | > * ? ~ # !',
  'team.example/name': 'y',
  for: 'a word of HCL',
  null: 'a word of all',
  true: 'another',
  if: 'a word of Bicep',
};

const PLACE = {
  subscription: PRODUCTION.id,
  resourceGroup: 'rg_(west)',
  cluster: 'prod-weu',
};

/** A pool to be written, and whether the Azure CLI takes its values too. */
export interface ExportCase {
  readonly what: string;
  readonly pool: ExportedPool;
  readonly isAllowed: boolean;
}

const NEW_POOLS: readonly ExportCase[] = [
  {
    what: 'a new Kata pool',
    isAllowed: true,
    pool: {
      ...PLACE,
      name: 'kata2',
      exists: false,
      ...newPoolBody({
        name: 'kata2',
        sandbox: 'kata',
        osSku: 'AzureLinux',
        vmSize: 'Standard_D4s_v5',
        count: 3,
      }),
    },
  },
  {
    what: 'a new gVisor pool with all that can be chosen',
    isAllowed: true,
    pool: {
      ...PLACE,
      name: 'gv2',
      exists: false,
      ...newPoolBody({
        name: 'gv2',
        sandbox: 'gvisor',
        osSku: 'Ubuntu',
        vmSize: 'Standard_D8s_v5',
        count: 1,
        autoscale: { min: 1, max: 5 },
        version: '1.35.2',
        zones: ['1', '2'],
        labels: { 'team.example/name': 'payments', tier: '' },
        taints: ['sandbox=gvisor:NoSchedule', 'spot=true:PreferNoSchedule'],
        maxPods: 110,
        surge: '33%',
      }),
    },
  },
  {
    what: 'a pool on Spot, with a price that is a fraction',
    isAllowed: true,
    pool: {
      ...PLACE,
      name: 'spot2',
      exists: false,
      properties: {
        count: 0,
        mode: 'User',
        osType: 'Linux',
        osSKU: 'AzureLinux',
        vmSize: 'Standard_D4s_v5',
        scaleSetPriority: 'Spot',
        scaleSetEvictionPolicy: 'Deallocate',
        spotMaxPrice: 0.0345,
      },
    },
  },
  {
    what: 'awkward labels, tags and taints',
    isAllowed: false,
    pool: {
      ...PLACE,
      name: 'awkward',
      exists: true,
      properties: {
        count: 1,
        mode: 'User',
        osType: 'Linux',
        osSKU: 'AzureLinux',
        vmSize: 'Standard_D4s_v5',
        nodeLabels: AWKWARD,
        tags: AWKWARD,
        nodeTaints: Object.values(AWKWARD),
      },
    },
  },
  {
    what: 'what Azure answers and does not take, and nothing',
    isAllowed: true,
    pool: {
      ...PLACE,
      name: 'nulls',
      exists: true,
      properties: {
        eTag: 'x',
        count: 2,
        mode: 'User',
        osType: 'Linux',
        osSKU: 'Ubuntu',
        vmSize: 'Standard_D4s_v5',
        type: 'VirtualMachineScaleSets',
        provisioningState: 'Succeeded',
        currentOrchestratorVersion: '1.35.2',
        nodeImageVersion: 'AKSUbuntu-2404gen2containerd-202608.20.0',
        powerState: { code: 'Running' },
        status: { provisioningError: null },
        virtualMachineNodesStatus: [],
        nodeLabels: null,
        nodeTaints: null,
        minCount: null,
        maxCount: null,
        upgradeSettings: { maxSurge: '10%', drainTimeoutInMinutes: null },
        kubeletConfig: { cpuManagerPolicy: 'static', failSwapOn: null },
        localDNSProfile: { mode: 'Preferred', state: 'Enabled' },
      },
    },
  },
  // Words of HCL or Bicep, and names that the texts use themselves.
  ...['for', 'null', 'true', 'resource', 'cluster', 'var', 'if', 'param'].map((name) => ({
    what: `a pool called ${name}`,
    isAllowed: true,
    pool: {
      ...PLACE,
      name,
      exists: true,
      properties: { count: 1, mode: 'User', osType: 'Linux', vmSize: 'Standard_D4s_v5' },
    },
  })),
];

/** Every pool of the sample, as it is read. */
function samplePools(): readonly ExportCase[] {
  return sampleClusters('prod-weu.example', '1.35.2').flatMap((cluster) =>
    [...cluster.pools.values()].map((pool) => ({
      what: `${pool.name} of ${cluster.name} in ${cluster.resourceGroup}`,
      isAllowed: true,
      pool: {
        subscription: cluster.subscription.id,
        resourceGroup: cluster.resourceGroup,
        cluster: cluster.name,
        name: pool.name,
        exists: true,
        properties: poolJson(cluster, pool)['properties'] as Record<string, unknown>,
      },
    })),
  );
}

export const EXPORT_CASES: readonly ExportCase[] = [...NEW_POOLS, ...samplePools()];

export function exportCase(what: string): ExportCase {
  const found = EXPORT_CASES.find((one) => one.what === what);
  if (found) return found;
  throw new Error(`There is no case "${what}"`);
}
