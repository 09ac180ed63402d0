import { memoryText, quantityOf } from '../../../model/kubernetes/quantity.ts';
import { mostAtOnce } from '../../objects/mostAtOnce.ts';
import { type ContainerView, isBeside, volumesOf } from '../../objects/podFields.ts';
import { entryOf, itemsOf, textOf, valueAt, type YamlEntry } from '../../parse/yamlNode.ts';
import { isAksKata, isPeerPod } from './aksKata.ts';
import { spanOf } from '../rule/podFlags.ts';
import type { PodRule, PodSubject } from '../rule/rule.ts';

/** The smallest VM of AKS Pod Sandboxing (considerations-pod-sandboxing.md, 2026-04-09). */
const LEAST_VM = 128 * 1024 ** 2;

const LEAST_MEANT = 1024 ** 2;

/** AK003, KT020, KT021: the memory of a VM, whose size is fixed when it starts. */
export const kataMemory: PodRule = function* (subject) {
  const { pod, named } = subject;
  if (isPeerPod(named)) return;
  const limit = memoryLimit(subject);
  // Of less than a megabyte CL009 says that it cannot be meant.
  if (limit && limit.bytes >= LEAST_MEANT && limit.bytes < LEAST_VM && isAksKata(named)) {
    yield {
      code: 'AK003',
      message: `The VM of this pod would have ${memoryText(limit.bytes)}, of which its kernel and agent take a part; the smallest of AKS has 128Mi. Raise the memory limit.`,
      at: limit.at,
    };
  }
  for (const { map } of volumesOf(pod.spec)) {
    const emptyDir = valueAt(map, 'emptyDir');
    const size = entryOf(emptyDir, 'sizeLimit');
    const bytes = quantityOf(textOf(size?.value) ?? '');
    if (!limit || !size || bytes === undefined || bytes <= limit.bytes) continue;
    if (textOf(valueAt(emptyDir, 'medium')) !== 'Memory') continue;
    yield {
      code: 'KT020',
      message: `This volume in memory may grow to ${textOf(size.value) ?? ''}, and the VM that holds it has ${memoryText(limit.bytes)}: it runs out of memory first. Lower sizeLimit, or raise the memory limit.`,
      at: spanOf(size),
    };
  }
  for (const { map } of pod.containers) {
    for (const policy of itemsOf(valueAt(map, 'resizePolicy'))) {
      const restart = entryOf(policy, 'restartPolicy');
      if (!restart || textOf(restart.value) !== 'NotRequired') continue;
      yield {
        code: 'KT021',
        message: `The size of the VM is fixed when it starts, and a resize in place does not reach it${isAksKata(named) ? '' : ', unless the configuration of Kata plugs memory and CPUs in'}: make a new pod instead.`,
        at: spanOf(restart),
        ...(isAksKata(named) ? {} : { atMost: 'information' as const }),
      };
    }
  }
};

/**
 * The memory that kubelet tells the runtime a pod has: the limits of all that runs side by side, or
 * the largest init container with the sidecars before it, whichever is more (Kubernetes,
 * pkg/kubelet/kuberuntime/kuberuntime_sandbox_linux.go, calculateSandboxResources, 1.36);
 * `undefined` where one that runs side by side has no limit.
 */
function memoryLimit({ pod, partial }: PodSubject) {
  const whole = entryOf(valueAt(pod.spec, 'resources', 'limits'), 'memory');
  const beside = pod.containers.filter(isBeside).map(limitEntry);
  const at = whole ?? beside[0];
  if (partial || !at) return undefined;
  if (!whole && beside.some((entry) => bytesOf(entry) === undefined)) return undefined;
  const asked = pod.containers.filter(({ kind }) => kind !== 'ephemeralContainers');
  const bytes = whole
    ? bytesOf(whole)
    : mostAtOnce(asked, (container) => bytesOf(limitEntry(container)) ?? 0);
  return bytes === undefined ? undefined : { bytes, at: spanOf(at) };
}

function limitEntry({ map }: ContainerView): YamlEntry | undefined {
  return entryOf(valueAt(map, 'resources', 'limits'), 'memory');
}

function bytesOf(entry: YamlEntry | undefined): number | undefined {
  return quantityOf(textOf(entry?.value) ?? '');
}
