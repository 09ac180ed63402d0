/** Where the facts behind several codes come from. */
export const SOURCES = {
  gke: 'Google Cloud, GKE Sandbox, "Incompatible features" (2026-04-10)',
  gvisor: 'gVisor, g3doc/user_guide/compatibility.md (2026-08-21)',
  runsc: 'gVisor, runsc',
  kata: 'Kata Containers, docs/Limitations.md (4.1.0)',
  aks: 'AKS, considerations-pod-sandboxing.md (2026-08-21)',
  admission: 'Kubernetes, plugin/pkg/admission/runtimeclass/admission.go',
  validation: 'Kubernetes, pkg/apis/node/validation/validation.go',
  runtimeClass: 'Kubernetes, concepts/containers/runtime-class',
  scheduler: 'Kubernetes, kube-scheduler filters',
  openApi: 'Kubernetes OpenAPI, strict decoding',
  agents: 'kubernetes-sigs/agent-sandbox 2fd412d5 (2026-08-22)',
  yaml: 'YAML 1.2, kubectl',
} as const;
