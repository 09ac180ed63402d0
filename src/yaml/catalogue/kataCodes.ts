import { ofFamily } from './findingInfo.ts';
import { SOURCES } from './sources.ts';

/** What a Kata pod cannot do, and what AKS Pod Sandboxing asks of its nodes. */
export const KATA_CODES = ofFamily('sandbox', {
  KT001: {
    severity: 'error',
    title: 'hostNetwork in a Kata pod',
    why: 'Kata does not support it, and it may break the network of the host.',
    remedy: 'Remove `hostNetwork`; reach the pod through a Service.',
    source: `${SOURCES.kata}; ${SOURCES.aks}`,
  },
  KT002: {
    severity: 'error',
    title: 'hostPID or hostIPC in a Kata pod',
    why: 'The pod runs in a VM with a kernel of its own: the namespaces of the host cannot be reached.',
    remedy: 'Remove the field, or run the pod without Kata if it has to reach those of the node.',
    source:
      'Kata Containers, src/runtime-rs/crates/runtimes/virt_container/src/container_manager/container.rs and src/agent/src/sandbox.rs (7c6ba40c, 2026-08-22)',
  },
  KT003: {
    severity: 'warning',
    title: 'subPath in a Kata pod',
    why: 'Kata does not officially support it: it works with shared filesystems, and fails with others.',
    remedy: 'Mount the whole volume, or try it with the volumes that the pod really has.',
    source: SOURCES.kata,
  },
  KT004: {
    severity: 'warning',
    title: 'hostPath volume in a Kata pod',
    why: 'It shares files of the node with the VM, which weakens the isolation; with confidential VMs they are copied once and never again. AKS advises against it.',
    remedy: 'Use an emptyDir, a ConfigMap or a persistent volume.',
    source: `${SOURCES.kata}; ${SOURCES.aks}`,
  },
  KT005: {
    severity: 'warning',
    title: 'hostPath below /dev in a Kata pod',
    why: 'What is below `/dev` comes from the guest VM and not from the node. Kata plugs in a block device with `type: BlockDevice`, and shares a regular file.',
    remedy: 'Remove the volume, or give it the type of what it names.',
    source: SOURCES.kata,
  },
  KT006: {
    severity: 'warning',
    title: 'privileged container in a Kata pod',
    why: '`privileged` makes root of the guest. On AKS the pod starts without the devices of the host; elsewhere all its block devices are given to the guest unless containerd has `privileged_without_host_devices`.',
    remedy: 'Remove `privileged`; add the single capabilities that the container needs.',
    source: `${SOURCES.kata}; Kata Containers, docs/how-to/privileged.md; ${SOURCES.aks}; Azure/AgentBaker, pkg/agent/baker.go (2026-08-21)`,
  },
  KT007: {
    severity: 'error',
    title: 'mount on a file of /proc in a Kata pod',
    why: 'Kata refuses it (CVE-2019-16884, CVE-2019-19921): only cpuinfo, diskstats, loadavg, meminfo, net/dev, stat, swaps and uptime may be covered.',
    remedy: 'Mount it elsewhere.',
    source: SOURCES.kata,
  },
  KT008: {
    severity: 'warning',
    title: 'Kata container without a memory limit',
    why: 'The VM is sized by the limits when it starts, and requests count for nothing. Without any limit AKS Pod Sandboxing gives it 512 MiB, confidential containers 2 GB, any other Kata what its configuration says. Sidecars that restart count as containers. Of peer pods, whose VM the cloud sizes, nothing is said.',
    remedy: 'Set a memory limit. The kernel and the agent of the guest take a part of it.',
    source: `${SOURCES.aks}; Kata Containers, docs/how-to/how-to-size-sandbox-overhead-runtime-rs.md`,
  },
  KT009: {
    severity: 'warning',
    title: 'Kata container without a CPU limit',
    why: 'The VM gets one virtual CPU without a limit; fractions are rounded up to whole ones.',
    remedy: 'Set a CPU limit.',
    source: SOURCES.aks,
  },
  KT011: {
    severity: 'information',
    title: 'raw block volume in a Kata pod',
    why: 'It works with QEMU and Cloud Hypervisor, not with Firecracker.',
    remedy: 'Check which hypervisor the nodes have.',
    source: 'Kata Containers, tests',
  },
  KT013: {
    severity: 'information',
    title: 'seccomp or SELinux profile in a Kata pod',
    why: 'Both are off inside the VM by default: the profile has no effect there.',
    remedy: 'Nothing, or turn them on in the configuration of Kata.',
    source: 'Kata Containers, config',
  },
  KT014: {
    severity: 'information',
    title: 'sysctls in a Kata pod',
    why: 'They are set in the kernel of the VM, not of the node; unsafe ones still need the permission of the kubelet.',
    remedy: 'Nothing.',
    source: 'Kata Containers, agent',
  },
  KT017: {
    severity: 'warning',
    title: 'huge pages in a Kata pod',
    why: 'The guest and the hypervisor must both support them.',
    remedy: 'Check the configuration of Kata on the nodes.',
    source: 'Kata Containers, tests',
  },
  KT019: {
    severity: 'warning',
    title: 'GPU in a Kata pod',
    why: "A GPU needs Kata's GPU handlers; AKS Pod Sandboxing has none.",
    remedy: 'Use a class with such a handler, or one without Kata.',
    source: 'Kata Containers, kata-deploy',
  },
  KT020: {
    severity: 'warning',
    title: 'volume in memory that is larger than its Kata VM',
    why: 'An emptyDir in memory is a tmpfs inside the VM, and counts against its memory: the VM runs out of memory before the volume is full.',
    remedy: 'Lower `sizeLimit`, or raise the memory limit.',
    source: 'Kata Containers, src/runtime/virtcontainers/kata_agent.go (7c6ba40c, 2026-08-22)',
  },
  KT021: {
    severity: 'warning',
    title: 'resize in place of a Kata pod',
    why: 'The size of the VM is fixed when it starts, and neither `resizePolicy` nor a VerticalPodAutoscaler in place reaches it. Elsewhere than on AKS, where Kata may be configured to plug memory and CPUs in, it is information.',
    remedy: 'Make a new pod to change its size.',
    source: SOURCES.aks,
  },
  KT022: {
    severity: 'information',
    title: 'class of confidential containers on AKS',
    why: 'They are a preview, on node images of Azure Linux 2.0 that are not renewed any more; files of hostPath volumes are copied into the VM and not shared, and the VM has 2 GB without a limit.',
    remedy: 'Use `kata-vm-isolation` unless the memory of the VM has to be encrypted.',
    source:
      'AKS, confidential-containers-overview.md (2026-05-22); Azure/AgentBaker, sig_config.go (2026-08-21)',
  },
  AK001: {
    severity: 'error',
    title: 'Pod Sandboxing on nodes that cannot run it',
    why: 'AKS Pod Sandboxing needs amd64 Linux nodes with the OS SKU AzureLinux, and the nodeSelector or node affinity of this pod selects others.',
    remedy: 'Select other nodes, or leave that to the class.',
    source:
      'AKS, use-pod-sandboxing.md (`--os-sku AzureLinux`) and node-images.md (Arm64), MicrosoftDocs/azure-aks-docs fb060abe6 (2026-08-21)',
  },
  AK002: {
    severity: 'error',
    title: 'Pod Sandboxing on FIPS nodes',
    why: 'AKS Pod Sandboxing does not support FIPS.',
    remedy: 'Select other nodes, or leave that to the class.',
    source: 'Azure/AKS, CHANGELOG.md, release v20260619',
  },
  AK003: {
    severity: 'warning',
    title: 'memory limit below the smallest VM of AKS',
    why: 'The VM has the memory of the limits, of which its kernel and agent take a part, and AKS makes none below 128Mi.',
    remedy: 'Raise the memory limit.',
    source: SOURCES.aks,
  },
});
