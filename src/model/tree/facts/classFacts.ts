import { markdownCode, markdownText } from '../../../base/text/plainText.ts';
import { ISOLATION_NAMES } from '../../isolation/isolation.ts';
import { selectorText } from '../../kubernetes/labelSelector.ts';
import { untolerated } from '../../kubernetes/taint.ts';
import type { Capability } from '../../runtimeClass/capability.ts';
import type { RuntimeClass } from '../../runtimeClass/runtimeClass.ts';

/**
 * What is known of a RuntimeClass, as names and Markdown; empty for what is not. `pods` says how
 * many name it.
 */
export function classFacts(
  one: RuntimeClass,
  capability: Capability | undefined,
  pods: string,
): readonly (readonly [name: string, value: string])[] {
  const overhead = Object.entries(one.overhead ?? {}).map(([key, value]) => `${key} ${value}`);
  const tainted =
    capability?.capable.filter(({ taints }) => untolerated(taints, one.tolerations).length > 0) ??
    [];
  return [
    ['Handler', markdownCode(one.handler)],
    ['Isolation', ISOLATION_NAMES[one.isolation]],
    ['Capable nodes', capability ? capableText(capability) : 'unknown'],
    [
      'Node selector',
      Object.keys(one.nodeSelector).length > 0 ? markdownCode(selectorText(one.nodeSelector)) : '',
    ],
    ['Overhead', markdownText(overhead.join(', '))],
    ['Pods', pods],
    [
      'Taints',
      tainted.length > 0
        ? `${tainted.length} of the capable nodes have taints that the class does not tolerate: the pod must`
        : '',
    ],
  ];
}

function capableText({ capable, unsure }: Capability): string {
  const pools = [...Map.groupBy(capable, ({ pool }) => pool)].map(
    ([pool, nodes]) => `${nodes.length} in ${markdownText(pool)}`,
  );
  const note = unsure > 0 ? ` (${unsure} of them do not tell their handlers)` : '';
  return pools.length > 0 ? `${capable.length}: ${pools.slice(0, 10).join(', ')}${note}` : '0';
}
