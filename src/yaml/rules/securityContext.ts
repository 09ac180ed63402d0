import { entryOf, itemsOf, textOf, valueAt, type YamlNode } from '../parse/yamlNode.ts';
import { type ContainerView, type PathStep } from '../objects/podFields.ts';
import { booleanOf } from '../parse/scalarType.ts';
import type { Fix } from '../findings/finding.ts';
import { removal } from './fixes.ts';
import { spanOf } from './podFlags.ts';
import type { PodRule, PodSubject, RuleFinding } from './rule.ts';
import type { RuleCode } from '../catalogue/findingCatalogue.ts';

/** GV007 to GV009, GV013 to GV017, GV019, GV020: what gVisor makes of a security context. */
export const gvisorSecurityContext: PodRule = function* (subject) {
  for (const { at, path, type } of profiles(subject, 'seccompProfile')) {
    if (type !== 'RuntimeDefault' && type !== 'Localhost') continue;
    yield {
      code: 'GV007',
      message: `gVisor ignores the seccomp profile ${type}: its own kernel takes the system calls.`,
      at,
      fixes: ignoredProfile(subject, path),
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
  yield* sysctls(
    subject,
    'GV016',
    'sysctls of a pod do not reach the kernel of gVisor. GKE Sandbox lists them as incompatible.',
  );
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
  yield* sysctls(
    subject,
    'KT014',
    'These sysctls are set in the kernel of the VM, not of the node; unsafe ones still need the permission of the kubelet.',
  );
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

function* sysctls(
  { pod, text }: PodSubject,
  code: 'GV016' | 'KT014',
  message: string,
): Generator<RuleFinding> {
  const entry = entryOf(valueAt(pod.spec, 'securityContext'), 'sysctls');
  if (!entry || itemsOf(entry.value).length === 0) return;
  const fixes =
    code === 'GV016' ? removal(text, pod.spec, ['securityContext', 'sysctls']) : undefined;
  yield { code, message, at: spanOf(entry), ...(fixes ? { fixes } : {}) };
}

const KERNEL_CAPABILITIES = /^(?:CAP_)?(?:BPF|PERFMON|SYS_MODULE)$/;

function* capabilities({ pod, text }: PodSubject): Generator<RuleFinding> {
  for (const container of pod.containers) {
    const add = itemsOf(valueAt(container.map, 'securityContext', 'capabilities', 'add'));
    for (const [index, item] of add.entries()) {
      const name = textOf(item) ?? '';
      const found = capabilityFinding(name, container);
      if (!found) continue;
      const path = [...container.path, 'securityContext', 'capabilities', 'add', index];
      const fixes = removal(text, pod.spec, path, `Remove ${name}`);
      yield { ...found, at: item, fixes };
    }
  }
}

function capabilityFinding(
  name: string,
  { kind }: ContainerView,
): { code: RuleCode; message: string } | undefined {
  if (KERNEL_CAPABILITIES.test(name)) {
    return {
      code: 'GV013',
      message: `${name} has no effect under gVisor: bpf() does nothing, perf_event_open() and kernel modules are refused.`,
    };
  }
  if (/^(?:CAP_)?NET_RAW$/.test(name)) {
    return {
      code: 'GV014',
      message: 'gVisor removes NET_RAW unless runsc runs with net-raw: ping and tcpdump fail.',
    };
  }
  if (/^(?:CAP_)?NET_ADMIN$/.test(name) && kind === 'initContainers') {
    return {
      code: 'GV015',
      message:
        'gVisor implements only part of iptables and nftables: an init container that redirects traffic, as service meshes have it, may fail.',
    };
  }
  return undefined;
}

function* containerFields({ pod, text }: PodSubject): Generator<RuleFinding> {
  for (const { map, path } of pod.containers) {
    const context = valueAt(map, 'securityContext');
    const escalation = entryOf(context, 'allowPrivilegeEscalation');
    if (escalation?.value.kind === 'scalar' && booleanOf(escalation.value) === false) {
      yield {
        code: 'GV017',
        message:
          'gVisor honours allowPrivilegeEscalation: false; GKE Sandbox lists it as unsupported.',
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
        message: 'Mounts made inside gVisor never reach the host: Bidirectional does not work.',
        at: spanOf(propagation),
        fixes: removal(text, pod.spec, [...path, 'volumeMounts', index, 'mountPropagation']),
      };
    }
  }
}
