import type { Severity } from '../findings/finding.ts';

/** What a rule is, for messages, settings and the README's table. */
export interface RuleInfo {
  readonly severity: Severity;
  /** A few words: what it finds. */
  readonly title: string;
  /** Where the fact behind it comes from. */
  readonly source: string;
}

const GKE = 'Google Cloud, GKE Sandbox, "Incompatible features" (2026-04-10)';
const GVISOR = 'gVisor, g3doc/user_guide/compatibility.md (2026-08-21)';
const RUNSC = 'gVisor, runsc';
const KATA = 'Kata Containers, docs/Limitations.md (4.1.0)';
const AKS = 'AKS, considerations-pod-sandboxing.md (2026-08-21)';
const ADMISSION = 'Kubernetes, plugin/pkg/admission/runtimeclass/admission.go';
const VALIDATION = 'Kubernetes, pkg/apis/node/validation/validation.go';
const RUNTIME_CLASS = 'Kubernetes, concepts/containers/runtime-class';
const SCHEDULER = 'Kubernetes, kube-scheduler filters';

/**
 * Every rule of the product and how grave its findings are. `error`: the pod will fail, or has no isolation;
 * `warning`: it behaves differently, or often breaks; `information`: worth knowing.
 */
export const RULES = {
  GV001: rule('error', 'hostNetwork in a gVisor pod', `${RUNSC}/sandbox/network.go`),
  GV002: rule('error', 'hostPID in a gVisor pod', `${RUNSC}/sandbox/sandbox.go`),
  GV003: rule('error', 'hostIPC in a gVisor pod', `${RUNSC}/sandbox/sandbox.go`),
  GV004: rule('warning', 'privileged container in a gVisor pod', GKE),
  GV005: rule('warning', 'hostPath volume in a gVisor pod', `${GKE}; ${RUNSC}/config/flags.go`),
  GV006: rule('error', 'raw block volume in a gVisor pod', `${GKE}; ${GVISOR}`),
  GV007: rule('warning', 'seccomp profile that gVisor ignores', `${RUNSC}/specutils/specutils.go`),
  GV008: rule('warning', 'AppArmor profile that gVisor ignores', `${RUNSC}/specutils/specutils.go`),
  GV009: rule('error', 'SELinux options in a gVisor pod', `${RUNSC}/specutils/specutils.go`),
  GV010: rule('warning', 'GPU in a gVisor pod', GVISOR),
  GV011: rule('error', 'device of a device plugin in a gVisor pod', GVISOR),
  GV013: rule(
    'error',
    'eBPF or perf in a gVisor pod',
    'gVisor, pkg/sentry/syscalls/linux/linux64.go',
  ),
  GV014: rule('warning', 'NET_RAW in a gVisor pod', `${RUNSC}/config/flags.go; ${GKE}`),
  GV015: rule('warning', 'NET_ADMIN in an init container of a gVisor pod', GVISOR),
  GV016: rule('warning', 'sysctls in a gVisor pod', GKE),
  GV017: rule('information', 'allowPrivilegeEscalation: false in a gVisor pod', GKE),
  GV019: rule('error', 'Bidirectional mount propagation in a gVisor pod', GKE),
  GV020: rule('error', 'procMount: Unmasked in a gVisor pod', GKE),
  GV022: rule('warning', 'limits on some containers of a gVisor pod only', `${GVISOR}; ${GKE}`),
  GV025: rule('information', '/dev/fuse of the host in a gVisor pod', `${RUNSC}, FUSE`),
  GV026: rule('error', '/dev/kvm in a gVisor pod', GVISOR),
  GV027: rule('error', 'Windows pod with a gVisor class', `${RUNSC}/specutils/specutils.go`),
  GV028: rule('error', 'gVisor on nodes with a kernel older than 5.6', 'gVisor, install.md'),
  GV029: rule('warning', 'annotation that loosens gVisor', `${RUNSC}/config/flags.go`),
  KT001: rule('error', 'hostNetwork in a Kata pod', `${KATA}; ${AKS}`),
  KT002: rule('error', 'hostPID or hostIPC in a Kata pod', KATA),
  KT003: rule('warning', 'subPath in a Kata pod', KATA),
  KT004: rule('warning', 'hostPath volume in a Kata pod', `${KATA}; ${AKS}`),
  KT005: rule('warning', 'hostPath below /dev in a Kata pod', KATA),
  KT006: rule('warning', 'privileged container in a Kata pod', `${KATA}; ${AKS}`),
  KT007: rule('error', 'mount on a file of /proc in a Kata pod', KATA),
  KT008: rule('warning', 'Kata container without a memory limit', AKS),
  KT009: rule('warning', 'Kata container without a CPU limit', AKS),
  KT011: rule('information', 'raw block volume in a Kata pod', 'Kata Containers, tests'),
  KT013: rule('information', 'seccomp or SELinux profile in a Kata pod', 'Kata Containers, config'),
  KT014: rule('information', 'sysctls in a Kata pod', 'Kata Containers, agent'),
  KT017: rule('warning', 'huge pages in a Kata pod', 'Kata Containers, tests'),
  KT019: rule('warning', 'GPU in a Kata pod', 'Kata Containers, kata-deploy'),
  AK001: rule('error', 'Pod Sandboxing on nodes that cannot run it', 'AKS, use-pod-sandboxing.md'),
  AK002: rule('error', 'Pod Sandboxing on FIPS nodes', 'AKS, use-pod-sandboxing.md'),
  RC001: rule('error', 'RuntimeClass that does not exist', ADMISSION),
  RC002: rule('error', 'nodeSelector that conflicts with the class', ADMISSION),
  RC003: rule('error', 'overhead set by hand', ADMISSION),
  RC004: rule('error', 'handler or class name that the API server refuses', VALIDATION),
  RC005: rule('error', 'handler of an existing class changed', VALIDATION),
  RC006: rule('warning', 'class that may reach nodes without its handler', RUNTIME_CLASS),
  RC007: rule('warning', 'class without the tolerations that its nodes need', RUNTIME_CLASS),
  RC008: rule('warning', 'Kata class without overhead', `${AKS}; Kata Containers, kata-deploy`),
  RC009: rule('information', 'empty runtimeClassName', 'Kubernetes API, PodSpec'),
  RC010: rule('warning', 'huge pages in an overhead without CPU or memory', VALIDATION),
  RC011: rule('information', 'existing class changed', RUNTIME_CLASS),
  CL001: rule('warning', 'no capable node', `${SCHEDULER}; ${RUNTIME_CLASS}`),
  CL002: rule('warning', 'nodeSelector that matches no node', SCHEDULER),
  CL003: rule('warning', 'untolerated taint', SCHEDULER),
  CL004: rule('warning', 'node affinity that no node satisfies', SCHEDULER),
  CL005: rule('warning', 'too large for any capable node', SCHEDULER),
  CL006: rule('error', 'class that promises a sandbox and is none', RUNTIME_CLASS),
  CL007: rule('warning', 'nodeName of a node that cannot run the class', RUNTIME_CLASS),
  CL008: rule('information', 'namespace that does not exist', 'Kubernetes API'),
} as const satisfies Readonly<Record<string, RuleInfo>>;

export type RuleCode = keyof typeof RULES;

function rule(severity: Severity, title: string, source: string): RuleInfo {
  return { severity, title, source };
}
