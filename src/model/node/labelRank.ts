/** Labels that say by themselves that a node can sandbox, or which pool it is of; the best first. */
const TELLING_LABELS = [
  'aks-sandbox/gvisor',
  'kubernetes.azure.com/kata-vm-isolation',
  'kubernetes.azure.com/kata-mshv-vm-isolation',
  'katacontainers.io/kata-runtime',
  'kubernetes.azure.com/agentpool',
  'agentpool',
];

/** How well a label's key tells which nodes are meant, from 0 on; the least is the best. */
export function labelRank(key: string): number {
  const at = TELLING_LABELS.indexOf(key);
  return at === -1 ? TELLING_LABELS.length : at;
}

/** Whether a label has long been replaced by another (Kubernetes, reference/labels-annotations-taints, 2026-08). */
export function isDeprecatedLabel(key: string): boolean {
  return /^(?:failure-domain\.)?beta\.kubernetes\.io\//.test(key);
}
