import { cleanPath } from '../../../model/kubernetes/cleanPath.ts';
import { entryOf, textOf, valueAt } from '../../parse/yamlNode.ts';
import { volumesOf } from '../../objects/podFields.ts';
import { isAksKata } from './aksKata.ts';
import { forbiddenFlag, forbiddenPrivileged, spanOf } from '../rule/podFlags.ts';
import type { PodRule } from '../rule/rule.ts';

/** GV001 to GV005, GV013, GV025, GV026: what a gVisor pod asks of its host and does not get. */
export const gvisorHostAccess: PodRule = function* (subject) {
  yield* forbiddenFlag(
    subject,
    'hostNetwork',
    'GV001',
    'A gVisor pod with hostNetwork gets an empty network with loopback alone, unless runsc runs with network=host, which gives up the isolation of the network.',
  );
  yield* forbiddenFlag(
    subject,
    'hostPID',
    'GV002',
    'A gVisor pod never sees the processes of its host: hostPID cannot work.',
  );
  yield* forbiddenFlag(
    subject,
    'hostIPC',
    'GV003',
    'A gVisor pod never reaches the IPC of its host: hostIPC cannot work.',
  );
  yield* forbiddenPrivileged(
    subject,
    'GV004',
    'privileged gives capabilities inside the sandbox only, and no device of the host. GKE Sandbox refuses it.',
  );
  for (const { at, path, value, map } of hostPaths(subject)) {
    if (value === '/dev/kvm') {
      yield {
        code: 'GV026',
        message: 'gVisor has no KVM inside the sandbox: /dev/kvm does not work.',
        at,
      };
    } else if (value === '/dev/fuse') {
      yield {
        code: 'GV025',
        message: 'FUSE works inside gVisor by itself; the device of the host is not passed on.',
        at,
      };
    } else if (/^\/sys\/(?:fs\/bpf|kernel\/(?:debug|tracing))(?:\/|$)/.test(value)) {
      yield {
        code: 'GV013',
        message: `Under gVisor ${value} of the node leads nowhere: bpf() does nothing, and perf_event_open() is refused.`,
        at,
      };
    } else {
      yield {
        code: 'GV005',
        message: `hostPath opens ${value || 'files'} of the node to the sandbox, which weakens the isolation; Unix sockets on it do not work. Use an emptyDir, a ConfigMap or a persistent volume.`,
        at,
        fixes: emptyDirInstead(subject.text, path, map),
      };
    }
  }
};

/** KT001, KT002, KT004 to KT007: what a Kata pod asks of its host and does not get. */
export const kataHostAccess: PodRule = function* (subject) {
  yield* forbiddenFlag(
    subject,
    'hostNetwork',
    'KT001',
    'Kata does not support hostNetwork, and it may break the network of the host.',
  );
  for (const flag of ['hostPID', 'hostIPC']) {
    yield* forbiddenFlag(
      subject,
      flag,
      'KT002',
      `A Kata pod runs on a kernel of its own: ${flag} cannot reach that of the host.`,
    );
  }
  yield* forbiddenPrivileged(
    subject,
    'KT006',
    isAksKata(subject.named)
      ? 'privileged makes root of the guest only: the pod starts, without the devices of the host. Add the single capabilities that the container needs.'
      : 'privileged makes root of the guest; the block devices of the host come with it unless containerd has privileged_without_host_devices. Add the single capabilities that the container needs.',
  );
  for (const { at, path, value, map } of hostPaths(subject)) {
    const type = textOf(valueAt(path.value, 'type')) ?? '';
    // A block device is plugged into the VM, and a regular file is shared with it.
    if (/^\/dev(?:\/|$)/.test(value) && !/^(?:BlockDevice|File)$/.test(type)) {
      yield {
        code: 'KT005',
        message: `${value} comes from the guest VM and not from the node; below /dev Kata passes on block devices (type: BlockDevice) and regular files (type: File) alone.`,
        at,
      };
    } else {
      yield {
        code: 'KT004',
        message: `hostPath shares ${value || 'files'} of the node with the VM (with confidential VMs it is copied once), which weakens the isolation. AKS advises against it.`,
        at,
        fixes: emptyDirInstead(subject.text, path, map),
      };
    }
  }
  yield* procMounts(subject);
};

function hostPaths({ pod }: Parameters<PodRule>[0]) {
  return volumesOf(pod.spec).flatMap(({ map }) => {
    const entry = entryOf(map, 'hostPath');
    if (!entry) return [];
    const path = entryOf(entry.value, 'path');
    const value = cleanPath(textOf(path?.value) ?? '');
    return [{ map, path: entry, value, at: path ? spanOf(path) : spanOf(entry) }];
  });
}

function emptyDirInstead(
  text: string,
  hostPath: NonNullable<ReturnType<typeof entryOf>>,
  volume: { readonly entries: readonly unknown[] },
) {
  // The entry of an alias or a merge key belongs to others too.
  if (!volume.entries.includes(hostPath) || hostPath.value.kind !== 'map') return [];
  const span = { start: hostPath.key.start, end: hostPath.value.end };
  return text.slice(span.start, span.end).includes('#')
    ? []
    : [{ title: 'Use an emptyDir instead', edits: [{ span, newText: 'emptyDir: {}' }] }];
}

/** What Kata lets a mount cover below /proc (CVE-2019-16884, CVE-2019-19921). */
const PROC_ALLOWED = /^\/proc\/(?:cpuinfo|diskstats|meminfo|stat|swaps|uptime|loadavg|net\/dev)$/;

function* procMounts({ pod }: Parameters<PodRule>[0]): ReturnType<PodRule> {
  for (const { map } of pod.containers) {
    const mounts = valueAt(map, 'volumeMounts');
    for (const mount of mounts?.kind === 'list' ? mounts.items : []) {
      const entry = entryOf(mount, 'mountPath');
      const path = cleanPath(textOf(entry?.value) ?? '');
      if (!entry || !/^\/proc(?:\/|$)/.test(path) || PROC_ALLOWED.test(path)) continue;
      yield {
        code: 'KT007',
        message: `Kata refuses a mount on ${path}: below /proc only cpuinfo, diskstats, loadavg, meminfo, net/dev, stat, swaps and uptime may be covered.`,
        at: spanOf(entry),
      };
    }
  }
}
