import { textOf } from '../../kube/textOf.ts';
import type { JsonObject } from '../../kube/json.ts';
import type { SimPool } from '../state/account.ts';

/** A pool in a few words. */
export interface PoolSketch {
  readonly name: string;
  readonly count: number;
  readonly mode?: 'System' | 'User';
  readonly kata?: true;
  readonly vmSize?: string;
  readonly taints?: readonly string[];
  readonly version?: string;
  /** Further properties, over all others. */
  readonly more?: JsonObject;
}

const KATA_IMAGE = 'AKSAzureLinux-V3katagen2-202608.20.0';
const UBUNTU_IMAGE = 'AKSUbuntu-2404gen2containerd-202608.20.0';

/** A pool as Azure keeps it after it was made. */
export function pool(sketch: PoolSketch): SimPool {
  const { name, count, mode = 'User', kata, taints, version = '1.35.2' } = sketch;
  const properties: JsonObject = {
    count,
    vmSize: sketch.vmSize ?? 'Standard_D4s_v5',
    osDiskSizeGB: 128,
    osDiskType: 'Managed',
    kubeletDiskType: 'OS',
    maxPods: 250,
    type: 'VirtualMachineScaleSets',
    availabilityZones: ['1', '2', '3'],
    enableAutoScaling: false,
    scaleDownMode: 'Delete',
    provisioningState: 'Succeeded',
    powerState: { code: 'Running' },
    orchestratorVersion: version,
    currentOrchestratorVersion: version,
    enableNodePublicIP: false,
    mode,
    osType: 'Linux',
    osSKU: kata ? 'AzureLinux' : 'Ubuntu',
    ...(kata ? { workloadRuntime: 'KataVmIsolation' } : {}),
    nodeImageVersion: kata ? KATA_IMAGE : UBUNTU_IMAGE,
    ...(taints === undefined ? {} : { nodeTaints: [...taints] }),
    upgradeSettings: { maxSurge: '10%' },
    enableFIPS: false,
    securityProfile: { enableVTPM: false, enableSecureBoot: false },
    ...sketch.more,
  };
  const image = textOf(properties['nodeImageVersion']);
  const used = (nodeImageVersion: string, timestamp: string) => ({
    nodeImageVersion,
    orchestratorVersion: version,
    timestamp,
  });
  return {
    name,
    properties,
    revision: 1,
    operation: undefined,
    usedImages: [
      used(image, daysAgo(5)),
      used(image.replace(/-\d{6}\.\d+\.\d+$/, '-202607.09.0'), daysAgo(6)),
    ],
  };
}

/** A time as Azure tells it. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString();
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** `properties` of a cluster as Azure keeps them, without its pools. */
export function clusterProperties(
  name: string,
  group: string,
  location: string,
  more: JsonObject,
): JsonObject {
  const isPrivate = more['privateFQDN'] !== undefined;
  const host = `${name}-dns-1a2b3c4d.hcp.${location}.azmk8s.io`;
  return {
    provisioningState: 'Succeeded',
    powerState: { code: 'Running' },
    kubernetesVersion: '1.35.2',
    currentKubernetesVersion: '1.35.2',
    dnsPrefix: `${name}-dns`,
    ...(isPrivate ? {} : { fqdn: host }),
    azurePortalFQDN: `${name}-dns-1a2b3c4d.portal.hcp.${location}.azmk8s.io`,
    nodeResourceGroup: `MC_${group}_${name}_${location}`,
    enableRBAC: true,
    supportPlan: 'KubernetesOfficial',
    networkProfile: {
      networkPlugin: 'azure',
      networkPluginMode: 'overlay',
      networkPolicy: 'cilium',
      networkDataplane: 'cilium',
      loadBalancerSku: 'standard',
      outboundType: 'loadBalancer',
      podCidr: '10.244.0.0/16',
      serviceCidr: '10.0.0.0/16',
      dnsServiceIP: '10.0.0.10',
    },
    disableLocalAccounts: false,
    autoUpgradeProfile: { upgradeChannel: 'patch', nodeOSUpgradeChannel: 'NodeImage' },
    nodeProvisioningProfile: { mode: 'Manual' },
    ...more,
  };
}
