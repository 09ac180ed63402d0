import { VIRTUAL_NODE_LABEL } from '../labels.ts';
import type { KubeNode } from './node.ts';

type Told = Pick<KubeNode, 'labels' | 'kernel' | 'osImage' | 'kubelet' | 'bootId'>;

/**
 * Why what a node tells of its kernel is not that of a machine, as a clause; `undefined` for a real
 * node. Sources: vcluster pkg/controllers/resources/nodes (`-fakelinux`, "Fake Kubernetes Image");
 * virtual-kubelet node/api and Azure's `aci-connector` (`type=virtual-kubelet`); kwok (2026-08).
 */
export function whyNotReal({ labels, kernel, osImage, kubelet, bootId }: Told): string | undefined {
  if (isVirtualNode({ labels, kubelet })) return 'a virtual node';
  if (kernel.endsWith('-fakelinux') || osImage === 'Fake Kubernetes Image') {
    return "a virtual cluster's copy of a node";
  }
  if (/^(?:kwok|fake)/.test(kubelet)) return 'a simulated node';
  if (bootId === '') return 'it gives no boot id';
  return isBootId(bootId) ? undefined : 'what it gives as its boot id is none';
}

/** Whether a virtual-kubelet plays the node: a class says nothing of how its pods are isolated. */
export function isVirtualNode({ labels, kubelet }: Pick<KubeNode, 'labels' | 'kubelet'>): boolean {
  return labels[VIRTUAL_NODE_LABEL] === 'virtual-kubelet' || /\bvk\b|virtual-kubelet/.test(kubelet);
}

/** Whether a text has the form of a boot id, which Linux makes as a UUID. */
export function isBootId(text: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}
