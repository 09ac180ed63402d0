import type { SampleNodes } from './cluster.ts';
import type { Content } from './content.ts';
import { appContainer } from './podBuilder.ts';

/** Namespace `kube-system`: what AKS runs itself, and a static pod. */
export function addKubeSystem(content: Content, nodes: SampleNodes): void {
  const namespace = 'kube-system';
  const { system, gvisor, kata } = nodes;
  const everywhere = [...system, ...gvisor, ...kata];
  content.addReplicated({ namespace, name: 'coredns', nodes: [...system] });
  content.addReplicated({ namespace, name: 'metrics-server', nodes: [...system] });
  content.addReplicated({
    namespace,
    name: 'kube-proxy',
    kind: 'DaemonSet',
    nodes: everywhere,
    spec: { hostNetwork: true, tolerations: [{ operator: 'Exists' }] },
    containers: [
      appContainer('kube-proxy', 'registry.example/oss/v2/kubernetes/kube-proxy:v1.35.2'),
    ],
  });
  const [node] = system;
  const hash = '8a6f1de0c2b94b55a3e0f4d1c7b2e9a0';
  content.addPod({
    namespace,
    name: `node-watchdog-${node}`,
    node,
    annotations: {
      'kubernetes.io/config.hash': hash,
      'kubernetes.io/config.mirror': hash,
      'kubernetes.io/config.seen': '2026-10-14T06:31:07.120331Z',
      'kubernetes.io/config.source': 'file',
    },
    spec: { hostNetwork: true, automountServiceAccountToken: false },
  });
}
