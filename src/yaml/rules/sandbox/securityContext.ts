import { entryOf, itemsOf, textOf, valueAt, type YamlNode } from '../../parse/yamlNode.ts';
import { type ContainerView, type PathStep } from '../../objects/podFields.ts';
import { booleanOf } from '../../parse/scalarType.ts';
import { sysctlName } from '../../../model/kubernetes/sysctlName.ts';
import type { Fix } from '../../findings/finding.ts';
import { removal } from '../rule/fixes.ts';
import { spanOf } from '../rule/podFlags.ts';
import type { PodRule, PodSubject, RuleFinding } from '../rule/rule.ts';

/** GV007 to GV009, GV013 to GV017, GV019, GV020: what gVisor makes of a security context. */
export const gvisorSecurityContext: PodRule = function* (subject) {
  for (const { at, path, type } of profiles(subject, 'seccompProfile')) {
    if (type !== 'RuntimeDefault' && type !== 'Localhost') continue;
    yield {
      code: 'GV007',
      message: `gVisor ignores the seccomp profile ${type}: its own kernel takes the system calls.`,
      at,
      // What the Pod Security Standard "restricted" asks for stays.
      ...(type === 'RuntimeDefault'
        ? { atMost: 'information' as const }
        : { fixes: ignoredProfile(subject, path) }),
    };
  }
  for (const { at, path, type } of profiles(subject, 'appArmorProfile')) {
    if (type === 'Unconfined') continue;
    yield {
      code: 'GV008',
      message: 'gVisor ignores AppArmor profiles, with a warning in its log.',
      at,
      fixes: ignoredProfile(subject, path),
    };
  }
  for (const { at, path } of profiles(subject, 'seLinuxOptions')) {
    yield {
      code: 'GV009',
      message: 'gVisor refuses a container with an SELinux label: "SELinux is not supported".',
      at,
      fixes: removal(subject.text, subject.pod.spec, path),
    };
  }
  yield* gvisorSysctls(subject);
  yield* capabilities(subject);
  yield* containerFields(subject);
};

/** KT013, KT014: what Kata makes of a security context. */
export const kataSecurityContext: PodRule = function* (subject) {
  for (const field of ['seccompProfile', 'seLinuxOptions']) {
    for (const { at, type } of profiles(subject, field)) {
      if (field === 'seccompProfile' && type === 'Unconfined') continue;
      yield {
        code: 'KT013',
        message: `Inside the VM ${field === 'seccompProfile' ? 'seccomp' : 'SELinux'} is off by default: this profile has no effect unless the configuration of Kata turns it on.`,
        at,
      };
    }
  }
  yield* kataSysctls(subject);
};

interface Found {
  readonly at: { readonly start: number; readonly end: number };
  readonly path: readonly PathStep[];
  readonly type: string;
}

function profiles({ pod }: PodSubject, field: string): readonly Found[] {
  const owners: readonly { map: YamlNode; path: readonly PathStep[] }[] = [
    { map: pod.spec, path: [] },
    ...pod.containers,
  ];
  return owners.flatMap(({ map, path }) => {
    const entry = entryOf(valueAt(map, 'securityContext'), field);
    if (!entry) return [];
    const type = textOf(valueAt(entry.value, 'type')) ?? '';
    return [{ at: spanOf(entry), path: [...path, 'securityContext', field], type }];
  });
}

/**
 * The Pod Security Standards may ask for a profile that has no effect: whether it goes is for a
 * person to say.
 */
function ignoredProfile({ pod, text }: PodSubject, path: readonly PathStep[]): Fix[] {
  return removal(text, pod.spec, path, undefined, false);
}

/** What runsc takes of `linux.sysctl` (runsc/sandbox/sandbox.go, boot/loader.go, 2026-09-05). */
const SYSCTLS: ReadonlySet<string> = new Set(['net.ipv6.conf.all.disable_ipv6', 'fs.nr_open']);

function* gvisorSysctls({ pod, text }: PodSubject): Generator<RuleFinding> {
  for (const [index, item] of itemsOf(valueAt(pod.spec, 'securityContext', 'sysctls')).entries()) {
    const entry = entryOf(item, 'name');
    const name = textOf(entry?.value) ?? '';
    if (!entry || SYSCTLS.has(sysctlName(name))) continue;
    yield {
      code: 'GV016',
      message: `The sysctl ${name} does not reach the kernel of gVisor, which takes ${[...SYSCTLS].join(' and ')} alone.`,
      at: spanOf(entry),
      fixes: removal(text, pod.spec, ['securityContext', 'sysctls', index], `Remove ${name}`),
    };
  }
}

function* kataSysctls({ pod }: PodSubject): Generator<RuleFinding> {
  const entry = entryOf(valueAt(pod.spec, 'securityContext'), 'sysctls');
  if (!entry || itemsOf(entry.value).length === 0) return;
  yield {
    code: 'KT014',
    message:
      'These sysctls are set in the kernel of the VM, not of the node; unsafe ones still need the permission of the kubelet.',
    at: spanOf(entry),
  };
}

function* capabilities({ pod, text }: PodSubject): Generator<RuleFinding> {
  for (const container of pod.containers) {
    const add = itemsOf(valueAt(container.map, 'securityContext', 'capabilities', 'add'));
    for (const [index, item] of add.entries()) {
      const name = textOf(item) ?? '';
      const found = capabilityFinding(name, container);
      if (!found) continue;
      const path = [...container.path, 'securityContext', 'capabilities', 'add', index];
      // Without it the container may do less inside the sandbox.
      const fixes = found.atMost ? [] : removal(text, pod.spec, path, `Remove ${name}`);
      yield { ...found, at: item, fixes };
    }
  }
}

function capabilityFinding(
  name: string,
  { kind }: ContainerView,
): Omit<RuleFinding, 'at'> | undefined {
  // containerd reads them in any case (`strings.ToUpper`).
  switch (name.toUpperCase().replace(/^CAP_/, '')) {
    case 'BPF':
    case 'PERFMON':
    case 'SYS_MODULE':
      return {
        code: 'GV013',
        message: `${name} has no effect under gVisor: bpf() does nothing, perf_event_open() and kernel modules are refused. Run what needs it without gVisor.`,
      };
    case 'NET_RAW':
      return {
        code: 'GV014',
        message:
          'gVisor removes NET_RAW unless runsc runs with net-raw: raw sockets fail, as those of tcpdump; ping has sockets of its own and works.',
      };
    case 'NET_ADMIN':
      return {
        code: 'GV015',
        message:
          kind === 'initContainers'
            ? 'gVisor implements only part of iptables, and nftables for tests alone: an init container that redirects traffic, as service meshes have it, may fail. Try it, or leave this pod out of the mesh.'
            : 'gVisor implements only part of iptables, and nftables for tests alone: a container that changes routes or rules, as VPNs do, may fail. Try it, or run it without gVisor.',
      };
    case 'ALL':
      return {
        code: 'GV015',
        message: `${name} gives all that gVisor's own kernel knows: NET_RAW only where runsc runs with net-raw, NET_ADMIN in part, and nothing of the node. Add the single capabilities that the container needs.`,
        atMost: 'information',
      };
    case 'SYS_ADMIN':
      return {
        code: 'GV015',
        message: `${name} counts inside the sandbox only: it mounts what gVisor's kernel knows, no block device, and reaches nothing of the node.`,
        atMost: 'information',
      };
    default:
      return undefined;
  }
}

function* containerFields({ pod, text }: PodSubject): Generator<RuleFinding> {
  for (const { map, path } of pod.containers) {
    const context = valueAt(map, 'securityContext');
    const escalation = entryOf(context, 'allowPrivilegeEscalation');
    if (escalation?.value.kind === 'scalar' && booleanOf(escalation.value) === false) {
      yield {
        code: 'GV017',
        message:
          'gVisor honours allowPrivilegeEscalation: false, so it may stay; GKE Sandbox lists it as unsupported.',
        at: spanOf(escalation),
      };
    }
    const procMount = entryOf(context, 'procMount');
    if (procMount && textOf(procMount.value) === 'Unmasked') {
      yield {
        code: 'GV020',
        message: 'procMount: Unmasked does not work under gVisor, which has a /proc of its own.',
        at: spanOf(procMount),
        fixes: removal(text, pod.spec, [...path, 'securityContext', 'procMount']),
      };
    }
    for (const [index, mount] of itemsOf(valueAt(map, 'volumeMounts')).entries()) {
      const propagation = entryOf(mount, 'mountPropagation');
      if (!propagation || textOf(propagation.value) !== 'Bidirectional') continue;
      yield {
        code: 'GV019',
        message:
          'Mounts made inside gVisor never reach the host: Bidirectional does not work. Remove mountPropagation, or run what mounts for the node without gVisor.',
        at: spanOf(propagation),
        fixes: removal(text, pod.spec, [...path, 'volumeMounts', index, 'mountPropagation']),
      };
    }
  }
}
