import { asMap, entryOf, keyOf, textOf, valueAt } from '../parse/yamlNode.ts';
import { capabilityOf } from '../../model/runtimeClass/capability.ts';
import { textEntries } from '../objects/podFields.ts';
import { spanOf } from './podFlags.ts';
import type { PodRule } from './rule.ts';

/** GV027 to GV029: the operating system, its kernel, and annotations that loosen gVisor. */
export const gvisorHost: PodRule = function* ({ pod, named, facts }) {
  const os = entryOf(valueAt(pod.spec, 'os'), 'name');
  if (os && textOf(os.value) === 'windows') {
    yield {
      code: 'GV027',
      message: 'gVisor runs Linux only: a Windows pod cannot use this class.',
      at: spanOf(os),
    };
  }
  for (const { key, value, node } of textEntries(valueAt(pod.spec, 'nodeSelector'))) {
    if (!/^(?:beta\.)?kubernetes\.io\/os$/.test(key) || value !== 'windows') continue;
    yield {
      code: 'GV027',
      message: `gVisor runs Linux only, and ${key}=windows selects Windows nodes.`,
      at: node,
    };
  }
  for (const entry of asMap(valueAt(pod.metadata, 'annotations'))?.entries ?? []) {
    const key = keyOf(entry) ?? '';
    const value = textOf(entry.value) ?? '';
    if (!LOOSENING.some(([flag, values]) => key === flag && values.test(value))) continue;
    yield {
      code: 'GV029',
      message: `${key} opens the sandbox further where the node passes annotations on to runsc.`,
      at: spanOf(entry),
    };
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

/**
 * Flags that runsc takes from annotations and that widen what a pod reaches:
 * `runsc/config/flags.go` (2026-08).
 */
const LOOSENING: readonly (readonly [string, RegExp])[] = [
  ['dev.gvisor.flag.host-uds', /^(?!none$)/],
  ['dev.gvisor.flag.host-fifo', /^(?!none$)/],
  ['dev.gvisor.flag.network', /^host$/],
  ['dev.gvisor.flag.net-raw', /^(?!false$)/],
  ['dev.gvisor.flag.allow-suid', /^(?!false$)/],
];

function isOld(kernel: string): boolean {
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(kernel) ?? [];
  if (major === '') return false;
  return Number(major) < 5 || (Number(major) === 5 && Number(minor) < 6);
}
