import { memoryText, quantityOf } from '../../../model/kubernetes/quantity.ts';
import { isBeside, volumesOf } from '../../objects/podFields.ts';
import { entryOf, itemsOf, textOf, valueAt } from '../../parse/yamlNode.ts';
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

/** The memory limits of all that runs side by side; `undefined` where any has none. */
function memoryLimit({ pod, partial }: PodSubject) {
  const whole = entryOf(valueAt(pod.spec, 'resources', 'limits'), 'memory');
  const running = pod.containers.filter(isBeside);
  const entries = whole
    ? [whole]
    : running.map(({ map }) => entryOf(valueAt(map, 'resources', 'limits'), 'memory'));
  const [first] = entries;
  const amounts = entries.map((entry) => quantityOf(textOf(entry?.value) ?? ''));
  if (partial || !first || amounts.includes(undefined)) return undefined;
  const bytes = amounts.reduce<number>((all, one) => all + (one ?? 0), 0);
  return { bytes, at: spanOf(first) };
}
