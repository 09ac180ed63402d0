import { textMap } from '../../model/kubernetes/kubernetesObject.ts';
import { objectOf, textsOf } from '../arm/json.ts';
import { shellWord } from './shellWord.ts';

type Kind = 'value' | 'flag' | 'words' | 'joined' | 'pairs';

/**
 * Which option of `az aks nodepool add` writes which property, in the order of the command.
 * Source: azure-cli 2.91.0, `acs/_params.py`.
 */
const OPTIONS: readonly (readonly [property: string, option: string, kind: Kind])[] = [
  ['mode', 'mode', 'value'],
  ['osType', 'os-type', 'value'],
  ['osSKU', 'os-sku', 'value'],
  ['workloadRuntime', 'workload-runtime', 'value'],
  ['type', 'vm-set-type', 'value'],
  ['vmSize', 'node-vm-size', 'value'],
  ['count', 'node-count', 'value'],
  ['enableAutoScaling', 'enable-cluster-autoscaler', 'flag'],
  ['minCount', 'min-count', 'value'],
  ['maxCount', 'max-count', 'value'],
  ['orchestratorVersion', 'kubernetes-version', 'value'],
  ['availabilityZones', 'zones', 'words'],
  ['nodeLabels', 'labels', 'pairs'],
  ['nodeTaints', 'node-taints', 'joined'],
  ['tags', 'tags', 'pairs'],
  ['maxPods', 'max-pods', 'value'],
  ['scaleSetPriority', 'priority', 'value'],
  ['scaleSetEvictionPolicy', 'eviction-policy', 'value'],
  ['spotMaxPrice', 'spot-max-price', 'value'],
  ['upgradeSettings.maxSurge', 'max-surge', 'value'],
  ['upgradeSettings.maxUnavailable', 'max-unavailable', 'value'],
  ['upgradeSettings.drainTimeoutInMinutes', 'drain-timeout', 'value'],
  ['upgradeSettings.nodeSoakDurationInMinutes', 'node-soak-duration', 'value'],
  ['upgradeSettings.undrainableNodeBehavior', 'undrainable-node-behavior', 'value'],
  ['scaleDownMode', 'scale-down-mode', 'value'],
  ['osDiskSizeGB', 'node-osdisk-size', 'value'],
  ['osDiskType', 'node-osdisk-type', 'value'],
  ['vnetSubnetID', 'vnet-subnet-id', 'value'],
  ['podSubnetID', 'pod-subnet-id', 'value'],
  ['podIPAllocationMode', 'pod-ip-allocation-mode', 'value'],
  ['enableNodePublicIP', 'enable-node-public-ip', 'flag'],
  ['nodePublicIPPrefixID', 'node-public-ip-prefix-id', 'value'],
  ['proximityPlacementGroupID', 'ppg', 'value'],
  ['hostGroupID', 'host-group-id', 'value'],
  ['capacityReservationGroupID', 'crg-id', 'value'],
  ['enableEncryptionAtHost', 'enable-encryption-at-host', 'flag'],
  ['enableUltraSSD', 'enable-ultra-ssd', 'flag'],
  ['enableFIPS', 'enable-fips-image', 'flag'],
  ['securityProfile.enableVTPM', 'enable-vtpm', 'flag'],
  ['securityProfile.enableSecureBoot', 'enable-secure-boot', 'flag'],
  ['artifactStreamingProfile.enabled', 'enable-artifact-streaming', 'flag'],
  ['gpuInstanceProfile', 'gpu-instance-profile', 'value'],
  ['gpuProfile.driver', 'gpu-driver', 'value'],
];

/** Values that a new pool has by itself. Source: azure-cli 2.91.0, `az aks nodepool add --help`. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  type: 'VirtualMachineScaleSets',
  scaleSetPriority: 'Regular',
  'upgradeSettings.undrainableNodeBehavior': 'Schedule',
  scaleDownMode: 'Delete',
  kubeletDiskType: 'OS',
};

/** Options for the properties of a pool, and the names of those that there is no option for. */
export function azOptions(properties: Readonly<Record<string, unknown>>): {
  readonly options: readonly string[];
  readonly leftOut: readonly string[];
} {
  const values = new Map(
    Object.entries(properties)
      .flatMap(([key, value]) => flat(key, value))
      .filter(([key, value]) => !isDefault(key, value)),
  );
  const options = OPTIONS.flatMap(([property, option, kind]) => {
    if (!values.has(property)) return [];
    const words = wordsOf(kind, values.get(property)).map(shellWord);
    return [[`--${option}`, ...words].join(' ')];
  });
  const written = new Set<string>(OPTIONS.map(([property]) => property));
  return { options, leftOut: [...values.keys()].filter((key) => !written.has(key)) };
}

const MAPS: ReadonlySet<string> = new Set(['nodeLabels', 'tags']);

/** A property, or the properties of an object by their paths. */
function flat(key: string, value: unknown): readonly (readonly [string, unknown])[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject || MAPS.has(key)) return [[key, value]];
  return Object.entries(objectOf(value)).flatMap(([own, item]) => flat(`${key}.${own}`, item));
}

function isDefault(key: string, value: unknown): boolean {
  if (value === false || value === '' || value === DEFAULTS[key]) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function wordsOf(kind: Kind, value: unknown): readonly string[] {
  switch (kind) {
    case 'flag':
      return [];
    case 'words':
      return textsOf(value);
    case 'joined':
      return [textsOf(value).join(',')];
    case 'pairs':
      return Object.entries(textMap(value)).map(([name, text]) => `${name}=${text}`);
    case 'value':
      return [String(value)];
  }
}
