import type { AgentPool } from '../../model/aks/agentPool.ts';
import type { NewPool } from './newPool.ts';

/**
 * What a new pool takes over from the properties of the old one as it is, beside what `NewPool`
 * names: its network, its disks, its price and how its nodes are set up. Images and operating
 * system are today's. Source: Azure REST API, Agent Pools (2026-06-01).
 */
const TAKEN_OVER = [
  'vnetSubnetID',
  'podSubnetID',
  'osDiskSizeGB',
  'osDiskType',
  'kubeletDiskType',
  'enableNodePublicIP',
  'nodePublicIPPrefixID',
  'enableEncryptionAtHost',
  'enableUltraSSD',
  'proximityPlacementGroupID',
  'hostGroupID',
  'capacityReservationGroupID',
  'scaleDownMode',
  'kubeletConfig',
  'linuxOSConfig',
  'networkProfile',
  'tags',
] as const;

const OF_SPOT = ['scaleSetPriority', 'scaleSetEvictionPolicy', 'spotMaxPrice'] as const;

/**
 * AKS sets labels and taints of this domain itself, and refuses them from others. Sources: AKS,
 * use-labels and spot-node-pool (2026-08).
 */
const OF_AKS = /^kubernetes\.azure\.com\//;

/** A Kata pool of today's names that has the shape of an old one. */
export function replacementPool(old: AgentPool, name: string): NewPool {
  const { count, autoscale, zones, maxPods, surge } = old;
  const labels = Object.entries(old.labels).filter(([key]) => !OF_AKS.test(key));
  const taints = old.taints.filter((taint) => !OF_AKS.test(taint));
  return {
    name,
    sandbox: 'kata',
    osSku: 'AzureLinux',
    vmSize: old.vmSize,
    count,
    ...(autoscale ? { autoscale } : {}),
    ...(zones.length === 0 ? {} : { zones }),
    ...(labels.length === 0 ? {} : { labels: Object.fromEntries(labels) }),
    ...(taints.length === 0 ? {} : { taints }),
    ...(maxPods === 0 ? {} : { maxPods }),
    ...(surge === '' ? {} : { surge }),
    ...takenOver(old),
  };
}

function takenOver({ properties, priority }: AgentPool): Pick<NewPool, 'further'> {
  const names = [...TAKEN_OVER, ...(priority === 'Spot' ? OF_SPOT : [])];
  const further = names.flatMap((name) => {
    const value = properties[name];
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  return further.length === 0 ? {} : { further: Object.fromEntries(further) };
}
