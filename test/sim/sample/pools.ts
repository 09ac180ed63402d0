import type { RuntimeHandler, Taint } from '../kube/node.ts';
import { AKS_KATA_LABELS } from '../../../src/model/labels.ts';

/** What the nodes of one agent pool have in common. */
export interface PoolSpec {
  readonly name: string;
  readonly mode: 'System' | 'User';
  readonly os: 'linux' | 'windows';
  readonly osSku: string;
  readonly osImage: string;
  readonly kernel: string;
  readonly imageVersion: string;
  readonly containerd: string;
  readonly vmSize: string;
  readonly cpus: number;
  readonly memoryGi: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

const UBUNTU = {
  os: 'linux',
  osSku: 'Ubuntu',
  osImage: 'Ubuntu 24.04.3 LTS',
  kernel: '6.8.0-1065-azure',
  imageVersion: 'AKSUbuntu-2404gen2containerd-202608.20.0',
  containerd: 'containerd://2.3.3-1',
} as const;

export const GVISOR_TAINT: Taint = { key: 'sandbox', value: 'gvisor', effect: 'NoSchedule' };

export const SYSTEM_POOL: PoolSpec = {
  ...UBUNTU,
  name: 'system',
  mode: 'System',
  vmSize: 'Standard_D4s_v5',
  cpus: 4,
  memoryGi: 16,
  labels: {},
  taints: [],
};

export const GVISOR_POOL: PoolSpec = {
  ...UBUNTU,
  name: 'gv1',
  mode: 'User',
  vmSize: 'Standard_D8s_v5',
  cpus: 8,
  memoryGi: 32,
  labels: {},
  taints: [GVISOR_TAINT],
};

export const KATA_POOL: PoolSpec = {
  name: 'kata1',
  mode: 'User',
  os: 'linux',
  osSku: 'AzureLinux',
  osImage: 'Microsoft Azure Linux 3.0',
  kernel: '6.6.137.mshv2-2.azl3',
  imageVersion: 'AKSAzureLinux-V3katagen2-202608.20.0',
  containerd: 'containerd://2.2.4',
  vmSize: 'Standard_D4s_v5',
  cpus: 4,
  memoryGi: 16,
  labels: Object.fromEntries(AKS_KATA_LABELS.map((label) => [label, 'true'])),
  taints: [],
};

export const WINDOWS_POOL: PoolSpec = {
  name: 'win1',
  mode: 'User',
  os: 'windows',
  osSku: 'Windows2022',
  osImage: 'Windows Server 2022 Datacenter',
  kernel: '10.0.20348.4052',
  imageVersion: 'AKSWindows-2022-containerd-gen2-20348.4052.260812',
  containerd: 'containerd://1.7.28+azure',
  vmSize: 'Standard_D4s_v5',
  cpus: 4,
  memoryGi: 16,
  labels: {},
  taints: [{ key: 'os', value: 'windows', effect: 'NoSchedule' }],
};

const RUNC_FEATURES = { recursiveReadOnlyMounts: true, userNamespaces: true };

/** The handlers that containerd reports, with those of every AKS node first. */
export function handlers(...more: readonly string[]): RuntimeHandler[] {
  return [
    { name: '', features: RUNC_FEATURES },
    { name: 'runc', features: RUNC_FEATURES },
    { name: 'untrusted', features: RUNC_FEATURES },
    ...more.map((name) => ({
      name,
      features: { recursiveReadOnlyMounts: false, userNamespaces: name === 'runsc' },
    })),
  ];
}
