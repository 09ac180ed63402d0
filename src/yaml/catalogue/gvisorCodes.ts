import { ofFamily } from './findingInfo.ts';
import { SOURCES } from './sources.ts';

/** What a gVisor pod cannot do. */
export const GVISOR_CODES = ofFamily('sandbox', {
  GV001: {
    severity: 'error',
    title: 'hostNetwork in a gVisor pod',
    why: 'The sandbox gets an empty network with loopback alone. Only with `network=host` would runsc use that of the node, which gives up the isolation of the network.',
    remedy: 'Remove `hostNetwork`; reach the pod through a Service.',
    source: `${SOURCES.runsc}/sandbox/network.go`,
  },
  GV002: {
    severity: 'error',
    title: 'hostPID in a gVisor pod',
    why: 'The sandbox has a PID namespace of its own and never sees the processes of its host.',
    remedy:
      'Remove `hostPID`, or run the pod without gVisor if it has to see the processes of the node.',
    source: `${SOURCES.runsc}/sandbox/sandbox.go`,
  },
  GV003: {
    severity: 'error',
    title: 'hostIPC in a gVisor pod',
    why: 'The sandbox never reaches the IPC of its host.',
    remedy:
      'Remove `hostIPC`, or run the pod without gVisor if it has to share memory with the node.',
    source: `${SOURCES.runsc}/sandbox/sandbox.go`,
  },
  GV004: {
    severity: 'warning',
    title: 'privileged container in a gVisor pod',
    why: '`privileged` gives capabilities inside the sandbox only, and no device of the host. GKE Sandbox refuses it.',
    remedy: 'Remove `privileged`; add the single capabilities that the container needs.',
    source: SOURCES.gke,
  },
  GV005: {
    severity: 'warning',
    title: 'hostPath volume in a gVisor pod',
    why: 'It opens files of the node to the sandbox, which weakens the isolation; Unix sockets on it do not work, as runsc runs with `host-uds=none` by default. GKE Sandbox refuses it.',
    remedy: 'Use an emptyDir, a ConfigMap or a persistent volume.',
    source: `${SOURCES.gke}; ${SOURCES.runsc}/config/flags.go`,
  },
  GV006: {
    severity: 'error',
    title: 'raw block volume in a gVisor pod',
    why: 'gVisor supports no raw block volume, and mounts no block filesystem inside the sandbox.',
    remedy: 'Mount the volume as a filesystem: `volumeMode: Filesystem` and `volumeMounts`.',
    source: `${SOURCES.gke}; ${SOURCES.gvisor}`,
  },
  GV007: {
    severity: 'warning',
    title: 'seccomp profile that gVisor ignores',
    why: 'gVisor\'s own kernel takes the system calls, and runsc ignores the profile of a container by default; `RuntimeDefault` even with `oci-seccomp`. `RuntimeDefault`, which the Pod Security Standard "restricted" asks for, is information.',
    remedy:
      'Leave `RuntimeDefault` as it is. Know that another profile has no effect, or remove it.',
    source: `${SOURCES.runsc}/specutils/specutils.go`,
  },
  GV008: {
    severity: 'warning',
    title: 'AppArmor profile that gVisor ignores',
    why: 'runsc ignores AppArmor profiles, with a warning in its log.',
    remedy:
      'Know that it has no effect, or remove it. Keep it where the Pod Security Standards of the namespace ask for it.',
    source: `${SOURCES.runsc}/specutils/specutils.go`,
  },
  GV009: {
    severity: 'error',
    title: 'SELinux options in a gVisor pod',
    why: 'runsc refuses a container that arrives with an SELinux label: "SELinux is not supported".',
    remedy: 'Remove `seLinuxOptions`.',
    source: `${SOURCES.runsc}/specutils/specutils.go`,
  },
  GV010: {
    severity: 'warning',
    title: 'GPU in a gVisor pod',
    why: 'gVisor finds NVIDIA GPUs by itself, when their devices are given to the container, and knows some versions of the driver; the flag `nvproxy` is a legacy one.',
    remedy: 'Compare the driver of the nodes with `runsc nvproxy list-supported-drivers`.',
    source:
      'google/gvisor, runsc/config/flags.go and g3doc/user_guide/gpu.md (3c5eee17, 2026-08-21)',
  },
  GV011: {
    severity: 'error',
    title: 'device of a device plugin in a gVisor pod',
    why: 'gVisor passes no device files on but those of GPUs and TPUs, so what another device plugin gives is not there inside the sandbox. RDMA is a warning: runsc passes it on with `rdmaproxy`, of Mellanox adapters. It is information only where the resource may be no device but a mere count.',
    remedy: 'Run the pod with a class without gVisor, or drop the resource.',
    source:
      'google/gvisor, g3doc/user_guide/compatibility.md, rdma.md and tpu.md (3c5eee17, 2026-08-21)',
  },
  GV013: {
    severity: 'error',
    title: 'eBPF or perf in a gVisor pod',
    why: "In gVisor's kernel bpf() does nothing, and perf_event_open() and kernel modules are refused.",
    remedy:
      'Remove the capability or the volume; run what looks into the kernel of the node without gVisor.',
    source: 'gVisor, pkg/sentry/syscalls/linux/linux64.go',
  },
  GV014: {
    severity: 'warning',
    title: 'NET_RAW in a gVisor pod',
    why: 'runsc removes the capability unless it runs with `net-raw`: raw sockets fail, as those of tcpdump. ping has sockets of its own and works.',
    remedy: 'Remove it, or have runsc on these nodes run with `net-raw`.',
    source:
      'google/gvisor, runsc/config/flags.go and pkg/sentry/socket/netstack/provider.go (2026-09-05)',
  },
  GV015: {
    severity: 'warning',
    title: 'capability of the network or of the whole system in a gVisor pod',
    why: 'gVisor implements only part of iptables, and nftables behind a flag for tests: what redirects traffic or changes routes, as meshes and VPNs do, may fail. `ALL` and `SYS_ADMIN`, which are information, give what its own kernel knows and nothing of the node.',
    remedy:
      'Try it; else leave this pod out of the mesh, or run what changes the network without gVisor.',
    source:
      'google/gvisor, g3doc/user_guide/compatibility.md and runsc/config/flags.go (3c5eee17, 2026-08-21)',
  },
  GV016: {
    severity: 'warning',
    title: 'sysctls in a gVisor pod',
    why: "They do not reach gVisor's kernel, but for `net.ipv6.conf.all.disable_ipv6` and `fs.nr_open`.",
    remedy: 'Remove them.',
    source: 'google/gvisor, runsc/sandbox/sandbox.go and runsc/boot/loader.go (2026-09-05)',
  },
  GV017: {
    severity: 'information',
    title: 'allowPrivilegeEscalation: false in a gVisor pod',
    why: 'gVisor honours it, though GKE Sandbox lists it as unsupported.',
    remedy: 'Nothing, unless the pod is to run in GKE Sandbox.',
    source: SOURCES.gke,
  },
  GV019: {
    severity: 'error',
    title: 'Bidirectional mount propagation in a gVisor pod',
    why: 'Mounts made inside the sandbox never reach the host.',
    remedy: 'Remove `mountPropagation`.',
    source: SOURCES.gke,
  },
  GV020: {
    severity: 'error',
    title: 'procMount: Unmasked in a gVisor pod',
    why: 'It does not work under gVisor, which has a `/proc` of its own. GKE Sandbox lists it as incompatible.',
    remedy: 'Remove `procMount`.',
    source: SOURCES.gke,
  },
  GV022: {
    severity: 'warning',
    title: 'limits on some containers of a gVisor pod only',
    why: 'The sandbox is limited as a whole, and only when every container has limits: beside one without, those of the others do not count. Sidecars that restart count as containers.',
    remedy: 'Give every container a memory limit, or the pod one for all.',
    source: `${SOURCES.gvisor}; ${SOURCES.gke}`,
  },
  GV025: {
    severity: 'information',
    title: '/dev/fuse of the host in a gVisor pod',
    why: 'FUSE works inside gVisor by itself; the device of the host is not passed on.',
    remedy: 'Remove the volume.',
    source: `${SOURCES.runsc}, FUSE`,
  },
  GV026: {
    severity: 'error',
    title: '/dev/kvm in a gVisor pod',
    why: 'There is no KVM inside the sandbox: the device does not work.',
    remedy: 'Run the pod with a class without gVisor.',
    source: SOURCES.gvisor,
  },
  GV027: {
    severity: 'error',
    title: 'Windows pod with a gVisor class',
    why: 'gVisor runs Linux only.',
    remedy: 'Remove the class from the pod.',
    source: `${SOURCES.runsc}/specutils/specutils.go`,
  },
  GV028: {
    severity: 'error',
    title: 'gVisor on nodes with a kernel older than 5.6',
    why: 'gVisor needs Linux 5.6 or newer, and every node that could run the class has an older kernel.',
    remedy: 'Upgrade the nodes, or choose a class whose nodes are newer.',
    source: 'gVisor, install.md',
  },
  GV029: {
    severity: 'warning',
    title: 'annotation with a flag of runsc',
    why: 'Where a node passes annotations on, `host-uds` lets the pod reach Unix sockets of the node, and runsc refuses any flag that is not on its list: the pod does not start.',
    remedy: 'Remove the annotation.',
    source: 'google/gvisor, runsc/config/flags.go, `overrideAllowlist` (2026-09-05)',
  },
  GV030: {
    severity: 'warning',
    title: 'mesh that is asked to join a gVisor pod',
    why: 'It adds an init container that redirects traffic with iptables, of which gVisor implements only part: the pod may not start, or stay outside of the mesh.',
    remedy: "Use the mesh's CNI plugin, or leave this pod out of it.",
    source:
      'google/gvisor#170, linkerd/linkerd2#10372, istio/istio#58573; google/gvisor, g3doc/user_guide/compatibility.md (3c5eee17, 2026-08-21)',
  },
  GV031: {
    severity: 'warning',
    title: 'image volume in a gVisor pod',
    why: 'runsc does not pass the files of an image volume into the sandbox: what is below its mount is not there.',
    remedy: 'Copy them into an emptyDir by an init container, or build them into the image.',
    source: 'google/gvisor#14471 (2026-08-28, open)',
  },
  GV032: {
    severity: 'warning',
    title: 'resource claim in a gVisor pod',
    why: 'gVisor does not keep to what a claim grants: with the DRA driver of NVIDIA the sandbox sees every GPU of the node, or does not start.',
    remedy: 'Use the device plugin, or run the pod without gVisor.',
    source: 'google/gvisor#13621 (2026-07-06, open)',
  },
  GV033: {
    severity: 'information',
    title: 'Service in front of gVisor pods on nodes with Cilium',
    why: "Where Cilium takes the place of kube-proxy it balances Services at the sockets of the node's kernel, which the pods of gVisor do not use: they reach Services only where Cilium has `socketLB.hostNamespaceOnly`. Nodes do not tell.",
    remedy: 'Ask who runs the cluster whether it is set, or try it from a pod.',
    source: 'cilium/cilium#25322 (2023-05-09), documentation of kubeproxy-free',
  },
});
