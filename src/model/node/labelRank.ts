import { AKS_KATA_LABELS, GVISOR_LABEL, KATA_DEPLOY_LABEL, POOL_LABELS } from '../labels.ts';

/** Labels that say by themselves that a node can sandbox, then those that name its pool. */
const RANKED_LABELS: readonly string[] = [
  GVISOR_LABEL,
  ...AKS_KATA_LABELS,
  KATA_DEPLOY_LABEL,
  ...POOL_LABELS,
];

/** How well a label's key tells which nodes are meant, from 0 on; the least is the best. */
export function labelRank(key: string): number {
  const at = RANKED_LABELS.indexOf(key);
  return at === -1 ? RANKED_LABELS.length : at;
}

/**
 * Whether a label has long been replaced by another (Kubernetes,
 * reference/labels-annotations-taints, 2026-08).
 */
export function isDeprecatedLabel(key: string): boolean {
  return /^(?:failure-domain\.)?beta\.kubernetes\.io\//.test(key);
}
