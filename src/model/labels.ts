// Keys of labels and annotations, each once. Where a source is not named: Kubernetes,
// reference/labels-annotations-taints (2026-08).

export const OS_LABEL = 'kubernetes.io/os';
export const ARCHITECTURE_LABEL = 'kubernetes.io/arch';
export const HOSTNAME_LABEL = 'kubernetes.io/hostname';
export const INSTANCE_TYPE_LABEL = 'node.kubernetes.io/instance-type';
export const ZONE_LABEL = 'topology.kubernetes.io/zone';
/** On a node that is a virtual-kubelet, as Azure's virtual nodes are: `virtual-kubelet`. */
export const VIRTUAL_NODE_LABEL = 'type';

/** On a pod that lives in a file on its node. */
export const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';
/** The container of a pod that kubectl takes when none is named. */
export const DEFAULT_CONTAINER_ANNOTATION = 'kubectl.kubernetes.io/default-container';
/** On a namespace: the Pod Security Standard that its pods must meet. */
export const POD_SECURITY_LABEL = 'pod-security.kubernetes.io/enforce';

/** `cilium` on nodes with Azure CNI powered by Cilium (Azure/karpenter-provider-azure, 2026-08). */
export const AKS_DATAPLANE_LABEL = 'kubernetes.azure.com/ebpf-dataplane';

/** Labels that AKS gives to its nodes. Source: AKS use-labels (2026-08). */
export const AKS_POOL_LABEL = 'kubernetes.azure.com/agentpool';
export const AKS_CLUSTER_LABEL = 'kubernetes.azure.com/cluster';
export const AKS_MODE_LABEL = 'kubernetes.azure.com/mode';
export const AKS_OS_SKU_LABEL = 'kubernetes.azure.com/os-sku';
export const AKS_NODE_IMAGE_LABEL = 'kubernetes.azure.com/node-image-version';
export const AKS_FIPS_LABEL = 'kubernetes.azure.com/fips_enabled';

/**
 * Labels that AKS puts on nodes of a Kata pool: the present one and the one being retired.
 * Source: Azure/karpenter-provider-azure designs/0006; AKS release notes 2025-08-29.
 */
export const AKS_KATA_LABELS = [
  'kubernetes.azure.com/kata-vm-isolation',
  'kubernetes.azure.com/kata-mshv-vm-isolation',
] as const;

/** What kata-deploy puts on nodes. Source: kata-containers tools/packaging/kata-deploy. */
export const KATA_DEPLOY_LABEL = 'katacontainers.io/kata-runtime';

/**
 * Labels that name a node's pool, the first one set counts.
 * Sources: AKS use-labels; EKS managed node groups; GKE node labels; Karpenter NodePool (2026-08).
 */
export const POOL_LABELS = [
  AKS_POOL_LABEL,
  'agentpool',
  'eks.amazonaws.com/nodegroup',
  'cloud.google.com/gke-nodepool',
  'karpenter.sh/nodepool',
] as const;

/**
 * The label by which the product's own gVisor installer marks a node; `"true"` means it runs
 * gVisor.
 */
export const GVISOR_LABEL = 'aks-sandbox/gvisor';

/** Annotations of a node that the installer writes. */
export const GVISOR_ANNOTATIONS = {
  state: `${GVISOR_LABEL}-state`,
  step: `${GVISOR_LABEL}-step`,
  reason: `${GVISOR_LABEL}-reason`,
  release: `${GVISOR_LABEL}-release`,
  kernel: `${GVISOR_LABEL}-kernel`,
} as const;

/**
 * An annotation by which a person tells the installer not to wait for pods when it removes gVisor.
 */
export const GVISOR_REMOVE_ANNOTATION = `${GVISOR_LABEL}-remove`;

/**
 * An annotation of the installer's Lease: as long as it is there, no further node is changed. Its
 * value is when it was set.
 */
export const GVISOR_PAUSED_ANNOTATION = `${GVISOR_LABEL}-paused`;

/** On the installer's pods: the digest of the scripts that they run. */
export const SCRIPTS_ANNOTATION = 'aks-sandbox/scripts-sha256';

/** What an object belongs to, by Kubernetes' recommended labels. */
export const NAME_LABEL = 'app.kubernetes.io/name';
export const VERSION_LABEL = 'app.kubernetes.io/version';
export const COMPONENT_LABEL = 'app.kubernetes.io/component';
export const PART_OF_LABEL = 'app.kubernetes.io/part-of';

/** On every object that the product makes: it tells them from those of others. */
export const OUR_LABEL = { 'app.kubernetes.io/managed-by': 'aks-sandbox' } as const;
