/** The pool of nodes that carry no pool label. */
export const NO_POOL = '(no pool)';

/**
 * Labels that name a node's pool, the first one set counts.
 * Sources: AKS use-labels; EKS managed node groups; GKE node labels; Karpenter NodePool (2026-08).
 */
const POOL_LABELS = [
  'kubernetes.azure.com/agentpool',
  'agentpool',
  'eks.amazonaws.com/nodegroup',
  'cloud.google.com/gke-nodepool',
  'karpenter.sh/nodepool',
] as const;

/** The label that names the pool of a node with these labels; `undefined` for none. */
export function poolLabelOf(labels: Readonly<Record<string, string>>): string | undefined {
  return POOL_LABELS.find((label) => labels[label]);
}

/** The name of the node pool that a node with these labels belongs to. */
export function nodePoolNameOf(labels: Readonly<Record<string, string>>): string {
  for (const label of POOL_LABELS) {
    const name = labels[label];
    if (name) return name;
  }
  return NO_POOL;
}
