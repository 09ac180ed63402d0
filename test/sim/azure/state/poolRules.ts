import { textOf } from '../../kube/textOf.ts';
import { isJsonObject, type JsonObject, valueAt } from '../../kube/json.ts';
import { ArmError, badRequest } from '../arm/armError.ts';
import { KATA_RUNTIMES, SIZES, sizeNamed } from '../sample/sizes.ts';
import type { AzureAccount, SimCluster, SimPool, SimSubscription } from './account.ts';

/** The newest image of each series. */
export const LATEST_IMAGES = [
  'AKSAzureLinux-V3katagen2-202611.16.0',
  'AKSAzureLinux-V3gen2-202611.16.0',
  'AKSUbuntu-2404gen2containerd-202611.16.0',
  'AKSUbuntu-2204gen2containerd-202611.16.0',
] as const;

/** A new pool as Azure fills it in. */
export function defaultsOf(cluster: SimCluster, given: JsonObject): JsonObject {
  const version = given['orchestratorVersion'] ?? cluster.properties['currentKubernetesVersion'];
  const isKata = KATA_RUNTIMES.includes(textOf(given['workloadRuntime']));
  const sku = textOf(given['osSKU'] ?? 'Ubuntu');
  return {
    osDiskSizeGB: 128,
    osDiskType: 'Managed',
    kubeletDiskType: 'OS',
    maxPods: 250,
    type: 'VirtualMachineScaleSets',
    enableAutoScaling: false,
    scaleDownMode: 'Delete',
    orchestratorVersion: version,
    currentOrchestratorVersion: version,
    enableNodePublicIP: false,
    mode: 'User',
    osType: 'Linux',
    osSKU: 'Ubuntu',
    nodeImageVersion: isKata
      ? LATEST_IMAGES[0]
      : sku.startsWith('AzureLinux')
        ? LATEST_IMAGES[1]
        : LATEST_IMAGES[2],
    upgradeSettings: { maxSurge: '10%' },
    enableFIPS: false,
    powerState: { code: 'Running' },
    securityProfile: { enableVTPM: false, enableSecureBoot: false },
    ...given,
  };
}

/** What AKS refuses of a pool before it begins. Throws 400 and, for quota, 409. */
export function refusePool(
  account: AzureAccount,
  cluster: SimCluster,
  name: string,
  given: JsonObject,
  before: SimPool | undefined,
): void {
  if (!/^[a-z][a-z0-9]{0,11}$/.test(name)) {
    throw badRequest(
      'InvalidParameter',
      `The value of parameter agentPoolProfile.name is invalid. Please see https://aka.ms/aks-naming-rules for more details.`,
      'agentPoolProfile.name',
    );
  }
  const count = given['count'];
  if (typeof count !== 'number' || count < 0 || count > 1000) {
    throw badRequest(
      'InvalidParameter',
      `The value of parameter agentPoolProfile.count is invalid.`,
      'agentPoolProfile.count',
    );
  }
  if (!before && typeof given['mode'] !== 'string') {
    throw badRequest(
      'InvalidParameter',
      'Required parameter agentPoolProfile.mode is missing (null).',
      'agentPoolProfile.mode',
    );
  }
  const size = SIZES.find(
    (one) => one.name.toLowerCase() === textOf(given['vmSize']).toLowerCase(),
  );
  if (!size || size.restriction === 'Location') {
    const offered = SIZES.filter(({ restriction }) => restriction === undefined);
    throw badRequest(
      'BadRequest',
      `The VM size of ${textOf(given['vmSize'])} is not allowed in your subscription in location '${cluster.location}'. The available VM sizes are '${offered.map((one) => one.name.toLowerCase()).join(',')}'. For more details, please visit https://aka.ms/cpu-quota`,
    );
  }
  if (KATA_RUNTIMES.includes(textOf(given['workloadRuntime']))) refuseKata(given, size);
  refuseQuota(account, cluster, given, before);
}

function refuseKata(
  given: JsonObject,
  size: { readonly name: string; readonly arm?: true; readonly cannotNest?: true },
): void {
  if (given['osSKU'] !== undefined && !textOf(given['osSKU']).startsWith('AzureLinux')) {
    throw badRequest(
      'InvalidParameter',
      `WorkloadRuntime ${textOf(given['workloadRuntime'])} is only supported with OSSKU AzureLinux.`,
    );
  }
  if (size.arm || size.cannotNest) {
    throw badRequest(
      'InvalidParameter',
      `The VM size ${size.name} does not support nested virtualization, which WorkloadRuntime ${textOf(given['workloadRuntime'])} requires.`,
    );
  }
  if (given['enableFIPS'] === true) {
    throw badRequest(
      'InvalidParameter',
      'Pod Sandboxing is not supported on FIPS enabled agent pools.',
    );
  }
  if (valueAt(given, 'artifactStreamingProfile', 'enabled') === true) {
    throw badRequest(
      'InvalidParameter',
      'Artifact streaming is not supported with Pod Sandboxing.',
    );
  }
  const security = valueAt(given, 'securityProfile');
  if (
    isJsonObject(security) &&
    (security['enableVTPM'] === true || security['enableSecureBoot'] === true)
  ) {
    throw badRequest('InvalidParameter', 'Trusted Launch is not supported with Pod Sandboxing.');
  }
}

/** Azure counts the nodes of a surge, too. */
function refuseQuota(
  account: AzureAccount,
  cluster: SimCluster,
  given: JsonObject,
  before: SimPool | undefined,
): void {
  const size = sizeNamed(textOf(given['vmSize']));
  const more = Number(given['count']) - Number(before?.properties['count'] ?? 0);
  if (more <= 0) return;
  const needed = more * size.cpus;
  for (const family of [size.family, 'cores']) {
    const { limit, used } = usageOf(account, cluster.subscription, family);
    if (used + needed <= limit) continue;
    throw new ArmError(409, {
      code: 'ErrCode_InsufficientVCPUQuota',
      message: `Insufficient vcpu quota requested ${needed}, remaining ${limit - used} for family ${family} for region ${cluster.location}. Please request quota increase by following https://aka.ms/AksQuota`,
    });
  }
}

/** Limit and use of a family, or of all cores. */
export function usageOf(
  account: AzureAccount,
  subscription: SimSubscription,
  family: string,
): { readonly limit: number; readonly used: number } {
  const base =
    subscription.quota?.[family] ??
    (family === 'cores' ? { limit: 400, used: 8 } : { limit: 200, used: 0 });
  let used = base.used;
  for (const cluster of account.clusters.values()) {
    if (cluster.subscription !== subscription) continue;
    for (const { properties } of cluster.pools.values()) {
      const size = sizeNamed(textOf(properties['vmSize']));
      if (family !== 'cores' && size.family.toLowerCase() !== family.toLowerCase()) continue;
      used += size.cpus * Number(properties['count'] ?? 0);
    }
  }
  return { limit: base.limit, used };
}

const IMMUTABLE = [
  'vmSize',
  'maxPods',
  'workloadRuntime',
  'osType',
  'availabilityZones',
  'scaleSetPriority',
];

/** What cannot change on a pool that is there. Throws 400. */
export function refuseChange({ properties }: SimPool, given: JsonObject): void {
  const changed = IMMUTABLE.find(
    (key) =>
      given[key] !== undefined && JSON.stringify(given[key]) !== JSON.stringify(properties[key]),
  );
  if (changed === undefined) return;
  throw badRequest(
    'PropertyChangeNotAllowed',
    `Changing property 'properties.${changed}' is not allowed.`,
    `properties.${changed}`,
  );
}
