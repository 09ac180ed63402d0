import { asMap, entryOf, keyOf, textOf, valueAt } from '../../parse/yamlNode.ts';
import { capabilityOf } from '../../../model/runtimeClass/capability.ts';
import { windowsLabels, windowsTerms } from '../../objects/podFields.ts';
import { isPlaceholder } from '../../document/placeholders.ts';
import { spanOf } from '../rule/podFlags.ts';
import type { PodRule } from '../rule/rule.ts';

/** GV027 to GV029: the operating system, its kernel, and annotations with flags of runsc. */
export const gvisorHost: PodRule = function* ({ pod, named, facts }) {
  const os = entryOf(valueAt(pod.spec, 'os'), 'name');
  if (os && textOf(os.value) === 'windows') {
    yield {
      code: 'GV027',
      message: 'gVisor runs Linux only: a Windows pod cannot use this class.',
      at: spanOf(os),
    };
  }
  for (const { key, node } of windowsLabels(pod.spec)) {
    yield {
      code: 'GV027',
      message: `gVisor runs Linux only, and ${key}=windows selects Windows nodes.`,
      at: node,
    };
  }
  for (const { key, at } of windowsTerms(pod.spec)) {
    yield {
      code: 'GV027',
      message: `gVisor runs Linux only, and ${key} in windows selects Windows nodes.`,
      at,
    };
  }
  for (const entry of asMap(valueAt(pod.metadata, 'annotations'))?.entries ?? []) {
    const key = keyOf(entry) ?? '';
    const value = textOf(entry.value) ?? '';
    const message = flagMessage(key, value);
    if (message === undefined) continue;
    yield { code: 'GV029', message, at: spanOf(entry) };
  }
  if (!named?.runtimeClass || facts.nodes.state !== 'complete') return;
  const { capable } = capabilityOf(named.runtimeClass, facts.nodes.items);
  const old = capable.filter(({ kernel }) => isOld(kernel));
  if (capable.length > 0 && old.length === capable.length) {
    yield {
      code: 'GV028',
      message: `gVisor needs Linux 5.6 or newer; every node that could run "${named.name}" has an older kernel (${old[0]?.kernel ?? ''}).`,
      at: named.node,
    };
  }
};

const FLAG = 'dev.gvisor.flag.';

/**
 * The flags that runsc takes from an annotation without `allow-flag-override`, and which values:
 * `overrideAllowlist` of runsc/config/flags.go (2026-09-05). Any other one ends the start of the
 * sandbox.
 */
const ALLOWED: ReadonlyMap<string, RegExp> = new Map(
  [
    'allow-connected-on-save',
    'debug',
    'debug-command',
    'debug-to-user-log',
    'host-uds',
    'in-sandbox-cgroup',
    'net-disconnect-ok',
    'pause-external-networking',
    'qdisc-tbf-burst',
    'qdisc-tbf-rate',
    'reproduce-nftables',
    'strace',
    'strace-log-size',
    'strace-syscalls',
  ].map((flag): [string, RegExp] => [flag, /^/]),
)
  .set('oci-seccomp', /^(?:1|t|T|TRUE|true|True)$/)
  .set('overlay2', /^(?!.*:dir=)/)
  .set('qdisc', /^tbf$/);

/** What a flag in an annotation does where the node passes it on; `undefined` for no harm. */
function flagMessage(key: string, value: string): string | undefined {
  if (!key.startsWith(FLAG) || isPlaceholder(value)) return undefined;
  const flag = key.slice(FLAG.length);
  const where = 'where the node passes annotations on to runsc';
  if (flag === 'host-uds' && value !== 'none') {
    return `${key} lets the pod reach Unix sockets of the node ${where}. Remove it.`;
  }
  if (ALLOWED.get(flag)?.test(value)) return undefined;
  return `runsc refuses ${flag}=${value} from an annotation unless it runs with allow-flag-override: the pod does not start ${where}. Remove it.`;
}

function isOld(kernel: string): boolean {
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(kernel) ?? [];
  if (major === '') return false;
  return Number(major) < 5 || (Number(major) === 5 && Number(minor) < 6);
}
