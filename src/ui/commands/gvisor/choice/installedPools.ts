import type { Installed } from '../../../../gvisor/deploy/installed.ts';
import type { KubeNode } from '../../../../model/node/node.ts';
import { type NodePool, nodePoolsOf } from '../../../../model/node/nodePool.ts';
import { chosenPools, type ChosenPools } from './poolChoice.ts';

/** The pools of an installation, as they are now. */
export function poolsOf(
  { pools }: Pick<Installed, 'pools'>,
  nodes: readonly KubeNode[],
): readonly NodePool[] {
  return nodePoolsOf(nodes).filter(({ name }) => pools.names.includes(name));
}

/** All of them, as one would choose them. */
export function installedPools(installed: Installed, nodes: readonly KubeNode[]): ChosenPools {
  return { ...chosenPools(poolsOf(installed, nodes)), pools: installed.pools };
}
