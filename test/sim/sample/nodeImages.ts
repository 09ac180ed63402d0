/** Repositories of the images that a fresh AKS node has, below their registry. */
const REPOSITORIES = [
  'oss/v2/kubernetes-csi/secrets-store/driver',
  'oss/v2/azure/secrets-store/provider-azure',
  'containernetworking/azure-cni',
  'containernetworking/azure-cns',
  'containernetworking/azure-ipam',
  'containernetworking/cilium/cilium',
  'oss/v2/kubernetes/azure-cloud-node-manager',
  'oss/v2/kubernetes/kube-proxy',
  'oss/v2/kubernetes/coredns',
  'oss/v2/kubernetes/metrics-server',
  'oss/v2/kubernetes/autoscaler/addon-resizer',
  'oss/v2/kubernetes/autoscaler/cluster-proportional-autoscaler',
  'oss/v2/kubernetes-csi/azuredisk-csi',
  'oss/v2/kubernetes-csi/azurefile-csi',
  'oss/v2/kubernetes-csi/blob-csi',
  'oss/v2/kubernetes-csi/livenessprobe',
  'oss/v2/kubernetes-csi/csi-node-driver-registrar',
  'aks/ip-masq-agent-v2',
  'aks/aks-node-ca-watcher',
  'aks/hcp/hcp-tunnel-front',
  'azure-policy/policy-kubernetes-addon-prod',
  'azuremonitor/containerinsights/ciprod',
  'azuremonitor/containerinsights/ciprod/prometheus-collector/images',
  'oss/v2/open-policy-agent/gatekeeper',
  'aks/msi/addon-token-adapter',
];

/** Image versions come in pairs: the one in use and the one cached for the next upgrade. */
export interface NodeImage {
  readonly names: string[];
  readonly sizeBytes: number;
}

/** The images a node lists: 50, as the kubelet cuts the list there. */
export function nodeImages(): NodeImage[] {
  return REPOSITORIES.flatMap((repository, i) =>
    [0, 1].map((age) => {
      const digest = Buffer.from(repository.repeat(3))
        .toString('hex')
        .slice(age * 7, age * 7 + 64);
      const name = `registry.example/${repository}`;
      return {
        names: [`${name}@sha256:${digest.padEnd(64, '0')}`, `${name}:v1.${34 - age}.${i}`],
        sizeBytes: 480_000_000 - (i * 2 + age) * 9_000_017,
      };
    }),
  );
}
