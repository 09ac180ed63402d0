import { containerName, textEntries, volumesOf } from '../../objects/podFields.ts';
import { entryOf, itemsOf, textOf, valueAt } from '../../parse/yamlNode.ts';
import { CONFIDENTIAL_CLASS, isAksKata, isPeerPod } from './aksKata.ts';
import {
  hasPodLimit,
  limitFix,
  limitOf,
  nameSpan,
  regularContainers,
} from '../rule/containerLimits.ts';
import { spanOf } from '../rule/podFlags.ts';
import type { PodRule, PodSubject, RuleFinding } from '../rule/rule.ts';
import type { RuleCode } from '../../catalogue/findingCatalogue.ts';

/** GV006, GV010, GV011, GV022: volumes, devices and limits under gVisor. */
export const gvisorResources: PodRule = function* (subject) {
  yield* blockDevices(
    subject,
    'GV006',
    'gVisor supports no raw block volume: mount it as a filesystem, with volumeMode: Filesystem and volumeMounts.',
  );
  for (const { name, at } of extendedResources(subject)) {
    if (WORKING.test(name)) continue;
    if (RDMA.test(name)) {
      yield {
        code: 'GV011',
        message: `${name}: gVisor passes RDMA on only where runsc runs with rdmaproxy, and of Mellanox adapters alone. Ask who runs these nodes.`,
        at,
        atMost: 'warning',
      };
    } else if (name.startsWith('nvidia.com/')) {
      yield {
        code: 'GV010',
        message: `gVisor finds ${name} by itself, with the drivers that its nvproxy knows: compare that of the nodes with "runsc nvproxy list-supported-drivers".`,
        at,
      };
    } else if (DEVICES.test(name)) {
      yield {
        code: 'GV011',
        message: `gVisor passes no device files on: ${name} will not work inside the sandbox. Run the pod without gVisor, or drop the resource.`,
        at,
      };
    } else {
      yield {
        code: 'GV011',
        message: `gVisor passes no device files on: if ${name} is a device, it will not work inside the sandbox. If it is a mere count, nothing is to be done.`,
        at,
        atMost: 'information',
      };
    }
  }
  yield* partialLimits(subject);
};

/** Devices that gVisor finds and passes on by itself (runsc/config/flags.go, 2026-08-21). */
const WORKING = /^google\.com\/tpu/;

const RDMA =
  /^(?:rdma|mellanox\.com)\/|^nvidia\.com\/.*(?:rdma|roce|hostdev)|(?:^|[/-])rdma[\w-]*$/;

/** KT003, KT008, KT009, KT011, KT017, KT019: volumes, devices and limits under Kata. */
export const kataResources: PodRule = function* (subject) {
  yield* subPaths(subject);
  yield* blockDevices(
    subject,
    'KT011',
    'Raw block volumes work with QEMU and Cloud Hypervisor, which AKS has, and not with Firecracker: check which one the class runs.',
  );
  for (const { name, at } of extendedResources(subject)) {
    if (!/^nvidia\.com\/|gpu$/.test(name) || isGpuClass(subject)) continue;
    yield {
      code: 'KT019',
      message: `${name} needs Kata's GPU handlers; AKS Pod Sandboxing has none.`,
      at,
    };
  }
  yield* hugePages(subject);
  yield* missingLimits(subject);
};

function* blockDevices(
  { pod }: PodSubject,
  code: 'GV006' | 'KT011',
  message: string,
): Generator<RuleFinding> {
  for (const { map } of pod.containers) {
    const entry = entryOf(map, 'volumeDevices');
    if (entry && itemsOf(entry.value).length > 0) yield { code, message, at: spanOf(entry) };
  }
}

function* subPaths({ pod }: PodSubject): Generator<RuleFinding> {
  for (const { map } of pod.containers) {
    for (const mount of itemsOf(valueAt(map, 'volumeMounts'))) {
      const entry = entryOf(mount, 'subPath') ?? entryOf(mount, 'subPathExpr');
      if (!entry || textOf(entry.value) === '') continue;
      yield {
        code: 'KT003',
        message: `Kata does not officially support ${textOf(entry.key) ?? 'subPath'}: it works with shared filesystems, and fails with others. Try it with the volumes that the pod really has, or mount the whole volume.`,
        at: spanOf(entry),
      };
    }
  }
}

/**
 * Resources that are device files; any other may be a mere count that an administrator gave to
 * nodes.
 */
const DEVICES =
  /^(?:(?:[\w-]+\.)*(?:amd|intel|mellanox|xilinx|habana)\.(?:com|ai)|rdma|smarter-devices|squat\.ai|devices\.kubevirt\.io)\/|^kubernetes\.azure\.com\/sgx/;

/**
 * Kata's handlers for GPUs: `kata-qemu-nvidia-gpu`, `kata-qemu-nvidia-gpu-snp` (kata-deploy,
 * 2026-08).
 */
function isGpuClass({ named }: PodSubject): boolean {
  return [named?.name, named?.runtimeClass?.handler].some((one) => one?.includes('gpu'));
}

/** Resources of device plugins: a name with a domain that is not Kubernetes' own. */
function extendedResources({ pod }: PodSubject) {
  return pod.containers.flatMap(({ map }) =>
    textEntries(valueAt(map, 'resources', 'limits'))
      .filter(({ key, value }) => /^[\w.-]+\/[\w.-]+$/.test(key) && value !== '0')
      .filter(({ key }) => !/(?:^|\.)kubernetes\.io\//.test(key))
      .map(({ key, span }) => ({ name: key, at: span })),
  );
}

function* partialLimits(subject: PodSubject): Generator<RuleFinding> {
  const containers = regularContainers(subject);
  if (subject.partial || containers.length < 2 || hasPodLimit(subject, 'memory')) return;
  const unlimited = containers.filter((container) => !limitOf(container, 'memory'));
  if (unlimited.length === 0 || unlimited.length === containers.length) return;
  for (const container of unlimited) {
    yield {
      code: 'GV022',
      message: `gVisor limits the whole sandbox, and only when every container has limits: ${containerName(container)} has no memory limit. Set one on each container.`,
      at: nameSpan(container.map),
      fixes: limitFix(subject, container, 'memory', '512Mi'),
    };
  }
}

function* missingLimits(subject: PodSubject): Generator<RuleFinding> {
  // The VM of a peer pod is sized by its type in the cloud.
  if (subject.partial || isPeerPod(subject.named)) return;
  const memory = `has no memory limit: the VM is sized by the limits when it starts, and without any ${defaultMemory(subject)}.`;
  for (const container of regularContainers(subject)) {
    const rows: readonly (readonly [RuleCode, 'memory' | 'cpu', string, string])[] = [
      ['KT008', 'memory', '1Gi', memory],
      [
        'KT009',
        'cpu',
        '1',
        'has no CPU limit: the VM gets one virtual CPU; fractions are rounded up.',
      ],
    ];
    for (const [code, resource, otherwise, message] of rows) {
      if (limitOf(container, resource) !== undefined || hasPodLimit(subject, resource)) continue;
      yield {
        code,
        message: `${containerName(container)} ${message}`,
        at: nameSpan(container.map),
        fixes: limitFix(subject, container, resource, otherwise),
      };
    }
  }
}

/**
 * considerations-pod-sandboxing.md (2026-04-09); Kata's own default is `default_memory`, 2048 MiB.
 */
function defaultMemory({ named }: PodSubject): string {
  if (named?.name === CONFIDENTIAL_CLASS) return 'AKS gives a confidential one 2 GB';
  return isAksKata(named)
    ? 'AKS gives it 512 MiB'
    : 'it gets what the configuration of Kata on the node says';
}

function* hugePages(subject: PodSubject): Generator<RuleFinding> {
  const message =
    'Huge pages in a Kata pod need support of the guest and the hypervisor: check the configuration of Kata on the nodes, or leave them out.';
  for (const { map } of subject.pod.containers) {
    for (const { key, span } of textEntries(valueAt(map, 'resources', 'limits'))) {
      if (key.startsWith('hugepages-')) yield { code: 'KT017', message, at: span };
    }
  }
  for (const { map } of volumesOf(subject.pod.spec)) {
    const medium = entryOf(valueAt(map, 'emptyDir'), 'medium');
    if (medium && textOf(medium.value)?.startsWith('HugePages')) {
      yield { code: 'KT017', message, at: spanOf(medium) };
    }
  }
}
