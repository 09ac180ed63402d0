import { textOf } from '../../kube/textOf.ts';
import type { JsonObject } from '../../kube/json.ts';
import type { SimCluster, SimPool, SimSubscription, Withheld } from '../state/account.ts';
import { clusterProperties, pool, type PoolSketch } from './bodies.ts';
import { CONTOSO, CUSTOMER, PRODUCTION, SANDBOX, UNREACHABLE } from './tenants.ts';

interface ClusterSketch {
  readonly subscription: SimSubscription;
  readonly group: string;
  readonly name: string;
  readonly location?: string;
  readonly sku?: JsonObject;
  readonly tags?: JsonObject;
  readonly properties?: JsonObject;
  readonly pools?: readonly PoolSketch[];
  readonly withheld?: readonly Withheld[];
  /** Where the embedded cluster answers. */
  readonly embedded?: string;
}

const SYSTEM: PoolSketch = { name: 'system', count: 2, mode: 'System' };

/** One cluster of each kind that a person may have; `host` is where the embedded one answers. */
export function sampleClusters(host: string, version: string): readonly SimCluster[] {
  const entra = {
    aadProfile: { managed: true, enableAzureRBAC: true, tenantID: CONTOSO.id },
    disableLocalAccounts: true,
  };
  const sketches: readonly ClusterSketch[] = [
    {
      subscription: PRODUCTION,
      group: 'sandbox-rg',
      name: 'prod-weu',
      embedded: host,
      properties: {
        ...entra,
        fqdn: host,
        currentKubernetesVersion: version,
        kubernetesVersion: version,
      },
      pools: [
        { ...SYSTEM, version },
        {
          name: 'gv1',
          count: 3,
          vmSize: 'Standard_D8s_v5',
          taints: ['sandbox=gvisor:NoSchedule'],
          version,
        },
        { name: 'kata1', count: 3, kata: true, version },
      ],
    },
    {
      subscription: PRODUCTION,
      group: 'legacy-rg',
      name: 'legacy',
      properties: { currentKubernetesVersion: '1.31.9', kubernetesVersion: '1.31.9' },
      pools: [
        { ...SYSTEM, version: '1.31.9' },
        {
          name: 'kataold',
          count: 2,
          kata: true,
          version: '1.31.9',
          more: {
            workloadRuntime: 'KataMshvVmIsolation',
            nodeImageVersion: 'AKSAzureLinux-V2katagen2-202509.05.0',
          },
        },
      ],
    },
    {
      subscription: PRODUCTION,
      group: 'batch-rg',
      name: 'batch',
      tags: { team: 'data' },
      pools: [
        SYSTEM,
        {
          name: 'kata90',
          count: 1,
          kata: true,
          more: { nodeImageVersion: 'AKSAzureLinux-V3katagen2-202608.20.0' },
        },
        {
          name: 'spot',
          count: 0,
          more: {
            scaleSetPriority: 'Spot',
            scaleSetEvictionPolicy: 'Delete',
            spotMaxPrice: -1,
            enableAutoScaling: true,
            minCount: 0,
            maxCount: 5,
          },
        },
        { name: 'growing', count: 2, more: { provisioningState: 'Scaling' } },
        {
          name: 'broken',
          count: 1,
          kata: true,
          more: {
            provisioningState: 'Failed',
            status: {
              provisioningError: {
                code: 'ReconcileVMSSAgentPoolFailed',
                message: 'Reconciling the virtual machine scale set failed.',
                details: [
                  {
                    code: 'ZonalAllocationFailed',
                    message:
                      'Allocation failed. We do not have sufficient capacity for the requested VM size in this zone.',
                  },
                ],
              },
            },
          },
        },
      ],
    },
    {
      subscription: PRODUCTION,
      group: 'private-rg',
      name: 'private',
      properties: {
        privateFQDN: 'private-1a2b3c4d.privatelink.westeurope.azmk8s.io',
        apiServerAccessProfile: { enablePrivateCluster: true },
      },
      pools: [SYSTEM],
    },
    {
      subscription: PRODUCTION,
      group: 'night-rg',
      name: 'stopped',
      properties: { powerState: { code: 'Stopped' } },
      pools: [{ ...SYSTEM, more: { powerState: { code: 'Stopped' } } }],
    },
    {
      subscription: SANDBOX,
      group: 'auto-rg',
      name: 'automatic',
      sku: { name: 'Automatic', tier: 'Standard' },
      properties: { ...entra, nodeProvisioningProfile: { mode: 'Auto' } },
      pools: [SYSTEM],
    },
    {
      subscription: SANDBOX,
      group: 'ranges-rg',
      name: 'ranges',
      properties: {
        apiServerAccessProfile: { authorizedIPRanges: ['203.0.113.0/24', '198.51.100.7/32'] },
      },
      pools: [SYSTEM],
    },
    {
      subscription: SANDBOX,
      group: 'closed-rg',
      name: 'nobody',
      properties: { disableLocalAccounts: true },
      pools: [SYSTEM],
    },
    {
      subscription: SANDBOX,
      group: 'readers-rg',
      name: 'readonly',
      pools: [SYSTEM],
      withheld: ['write', 'credentials'],
    },
    {
      subscription: CUSTOMER,
      group: 'web-rg',
      name: 'web',
      location: 'northeurope',
      pools: [SYSTEM],
    },
    {
      subscription: CUSTOMER,
      group: 'web-rg-2',
      name: 'web',
      location: 'northeurope',
      pools: [SYSTEM],
    },
    { subscription: UNREACHABLE, group: 'north-rg', name: 'north', pools: [SYSTEM] },
  ];
  return sketches.map(clusterOf);
}

function clusterOf(sketch: ClusterSketch): SimCluster {
  const { subscription, group, name, location = 'westeurope' } = sketch;
  const properties = clusterProperties(name, group, location, sketch.properties ?? {});
  const version = textOf(properties['currentKubernetesVersion']);
  const pools = (sketch.pools ?? []).map((one) => pool({ version, ...one }));
  return {
    subscription,
    resourceGroup: group,
    name,
    location,
    envelope: {
      sku: sketch.sku ?? { name: 'Base', tier: 'Standard' },
      identity: {
        type: 'SystemAssigned',
        principalId: '3c6e0b8a-9c15-4224-a822-8f5fd2a0d1b3',
        tenantId: subscription.tenant,
      },
      ...(sketch.tags === undefined ? {} : { tags: sketch.tags }),
    },
    properties,
    pools: new Map(pools.map((one): [string, SimPool] => [one.name, one])),
    revision: 1,
    withheld: sketch.withheld ?? [],
    embedded: sketch.embedded !== undefined,
  };
}
