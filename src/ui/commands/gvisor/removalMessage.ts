import { count } from '../../../base/text/count.ts';
import { plainText } from '../../../base/text/plainText.ts';
import type { KubeNode } from '../../../model/node/node.ts';
import type { Notice } from '../../notifications.ts';

const MAX_NODES_NAMED = 5;

/** What came out of a removal; `left` are the nodes that still have gVisor. */
export function removalMessage(
  cluster: string,
  left: readonly Pick<KubeNode, 'name' | 'gvisor'>[],
): Notice {
  if (left.length === 0) {
    return {
      severity: 'information',
      message: `gVisor is removed from all nodes of ${cluster}.`,
    };
  }
  const names = left.map(({ name, gvisor }) =>
    plainText(`${name} (${gvisor?.reason || 'its installer did not run to its end'})`, 300),
  );
  return {
    severity: 'warning',
    message: `gVisor stays on ${count(left.length, 'node')} of ${cluster}: ${names.slice(0, MAX_NODES_NAMED).join('; ')}. Deploy it again, then remove it once no pod runs under it.`,
  };
}
