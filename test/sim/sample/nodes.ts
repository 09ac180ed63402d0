import { trackUpdate } from '../apply/managers.ts';
import { kubeTime } from '../kube/kubeObject.ts';
import type { KubeNode, RuntimeHandler } from '../kube/node.ts';
import type { PodCondition } from '../kube/pod.ts';
import { idOf, uuidOf } from '../pods/podStatus.ts';
import { nodeImages } from './nodeImages.ts';
import type { PoolSpec } from './pools.ts';

export interface NodeSpec {
  readonly pool: PoolSpec;
  /** The instance's number in its scale set. */
  readonly index: number;
  readonly handlers?: readonly RuntimeHandler[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly kubelet: string;
  readonly createdAt: Date;
}

const SUBSCRIPTION = '8ecadfc9-d1a3-4ea4-b844-0d9f87e4d7c8';
const RESOURCE_GROUP = 'MC_sandbox-rg_prod-weu_westeurope';

/** `aks-kata1-31415926-vmss000000`, and `akswin1000000` for Windows, as AKS names them. */
export function nodeName(pool: PoolSpec, index: number): string {
  const number = index.toString(36).padStart(6, '0');
  return pool.os === 'windows' ? `aks${pool.name}${number}` : `${scaleSet(pool)}${number}`;
}

function scaleSet(pool: PoolSpec): string {
  return pool.os === 'windows' ? `aks${pool.name}` : `aks-${pool.name}-31415926-vmss`;
}

/** A node as AKS has them. */
export function sampleNode(spec: NodeSpec): KubeNode {
  const { pool, index, createdAt } = spec;
  const name = nodeName(pool, index);
  const set = scaleSet(pool);
  const cidr = `10.244.${index % 250}.0/24`;
  const bare: KubeNode = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: uuidOf(name),
      creationTimestamp: kubeTime(createdAt),
      labels: nodeLabels(spec, name),
      annotations: nodeAnnotations(name),
    },
    spec: {
      podCIDR: cidr,
      podCIDRs: [cidr],
      providerID: `azure:///subscriptions/${SUBSCRIPTION}/resourceGroups/${RESOURCE_GROUP.toLowerCase()}/providers/Microsoft.Compute/virtualMachineScaleSets/${set}/virtualMachines/${index}`,
      ...(pool.taints.length === 0 ? {} : { taints: [...pool.taints] }),
    },
    status: nodeStatus(spec, name),
  };
  return withManagers(bare);
}

function withManagers(node: KubeNode): KubeNode {
  const { status, ...main } = node;
  const manager = { name: 'kubelet', operation: 'Update', apiVersion: 'v1' } as const;
  const first = trackUpdate(undefined, main, manager, { metadata: {}, spec: {} });
  return trackUpdate(
    { ...first, status: {} },
    { ...first, status },
    { ...manager, subresource: 'status' },
    {},
  ) as KubeNode;
}

function nodeLabels({ pool, index, labels }: NodeSpec, name: string): Record<string, string> {
  const zone = `westeurope-${(index % 3) + 1}`;
  const azure = {
    agentpool: pool.name,
    'azure-cni-overlay': 'true',
    cluster: RESOURCE_GROUP,
    'consolidated-additional-properties': '3f4e5a6b-7c8d-11f0-9a0b-4e1c2d3e4f50',
    'kubelet-identity-client-id': '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d',
    'kubelet-serving-ca': 'cluster',
    'localdns-state': 'disabled',
    mode: pool.mode.toLowerCase(),
    'network-name': 'aks-vnet-31415926',
    'network-resourcegroup': 'sandbox-rg',
    'network-subnet': 'aks-subnet',
    'network-subscription': SUBSCRIPTION,
    'node-image-version': pool.imageVersion,
    'nodenetwork-vnetguid': 'd6f0a2b4-2c4e-4a57-9f6e-0a1b2c3d4e5f',
    'nodepool-type': 'VirtualMachineScaleSets',
    'os-sku': pool.osSku,
    'os-sku-effective': pool.osSku === 'Ubuntu' ? 'Ubuntu2404' : pool.osSku,
    'os-sku-requested': pool.osSku,
    'podnetwork-type': 'overlay',
    role: 'agent',
    'sku-cpu': String(pool.cpus),
    'sku-memory': String(pool.memoryGi * 1024),
    storageprofile: 'managed',
    storagetier: 'Premium_LRS',
  };
  return {
    agentpool: pool.name,
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/instance-type': pool.vmSize,
    'beta.kubernetes.io/os': pool.os,
    'failure-domain.beta.kubernetes.io/region': 'westeurope',
    'failure-domain.beta.kubernetes.io/zone': zone,
    ...Object.fromEntries(
      Object.entries(azure).map(([key, value]) => [`kubernetes.azure.com/${key}`, value]),
    ),
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': pool.os,
    'node.kubernetes.io/instance-type': pool.vmSize,
    storageprofile: 'managed',
    storagetier: 'Premium_LRS',
    'topology.disk.csi.azure.com/zone': zone,
    'topology.kubernetes.io/region': 'westeurope',
    'topology.kubernetes.io/zone': zone,
    ...pool.labels,
    ...labels,
  };
}

function nodeAnnotations(name: string): Record<string, string> {
  return {
    'alpha.kubernetes.io/provided-node-ip': '10.224.0.4',
    'csi.volume.kubernetes.io/nodeid': JSON.stringify({
      'disk.csi.azure.com': name,
      'file.csi.azure.com': name,
    }),
    'node.alpha.kubernetes.io/ttl': '0',
    'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
  };
}

function nodeStatus(spec: NodeSpec, name: string): KubeNode['status'] {
  const { pool, index } = spec;
  const capacity = {
    cpu: String(pool.cpus),
    'ephemeral-storage': '129886128Ki',
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
    memory: `${pool.memoryGi * 1024 * 1024 - 331_076}Ki`,
    pods: '250',
  };
  return {
    addresses: [
      { type: 'InternalIP', address: addressOf(pool, index) },
      { type: 'Hostname', address: name },
    ],
    allocatable: {
      ...capacity,
      cpu: `${pool.cpus * 1000 - 140}m`,
      'ephemeral-storage': '119703055367',
      memory: `${pool.memoryGi * 1024 * 1024 - 2_331_076}Ki`,
    },
    capacity,
    conditions: nodeConditions(spec.createdAt),
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    ...(pool.os === 'windows' ? {} : { features: { supplementalGroupsPolicy: true } }),
    images: nodeImages() as unknown as { names: string[]; sizeBytes: number }[],
    nodeInfo: {
      architecture: 'amd64',
      bootID: uuidOf(`${name}-boot`),
      containerRuntimeVersion: pool.containerd,
      kernelVersion: pool.kernel,
      kubeProxyVersion: '',
      kubeletVersion: spec.kubelet,
      machineID: idOf(name).slice(0, 32),
      operatingSystem: pool.os,
      osImage: pool.osImage,
      systemUUID: uuidOf(`${name}-system`),
    },
    ...(spec.handlers === undefined ? {} : { runtimeHandlers: [...spec.handlers] }),
  };
}

/** Every pool has a range of its own. */
function addressOf(pool: PoolSpec, index: number): string {
  const range = Number.parseInt(idOf(pool.name).slice(0, 2), 16) % 32;
  return `10.${224 + (range % 16)}.${Math.floor(index / 250)}.${(index % 250) + 4}`;
}

const PROBLEMS = [
  ['FilesystemCorruptionProblem', 'FilesystemIsOK', 'Filesystem is healthy'],
  ['KernelDeadlock', 'KernelHasNoDeadlock', 'kernel has no deadlock'],
  [
    'FrequentContainerdRestart',
    'NoFrequentContainerdRestart',
    'containerd is functioning properly',
  ],
  ['FrequentKubeletRestart', 'NoFrequentKubeletRestart', 'kubelet is functioning properly'],
  ['VMEventScheduled', 'NoVMEventScheduled', 'VM has no scheduled event'],
  ['ReadonlyFilesystem', 'FilesystemIsNotReadOnly', 'Filesystem is not read-only'],
  ['ContainerRuntimeProblem', 'ContainerRuntimeIsUp', 'container runtime service is up'],
  ['KubeletProblem', 'KubeletIsUp', 'kubelet service is up'],
  ['MemoryPressure', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
] as const;

function nodeConditions(createdAt: Date): PodCondition[] {
  const times = { lastHeartbeatTime: kubeTime(), lastTransitionTime: kubeTime(createdAt) };
  const problems = PROBLEMS.map(([type, reason, message]) => ({
    type,
    status: 'False',
    reason,
    message,
  }));
  const message = 'kubelet is posting ready status';
  const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady', message };
  return [...problems, ready].map((condition) => Object.assign(condition, times));
}
