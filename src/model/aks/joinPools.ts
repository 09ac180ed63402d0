import { compareNames } from '../../base/compareNames.ts';
import type { NodePool } from '../node/nodePool.ts';
import type { AgentPool } from './agentPool.ts';

/** A node pool as its nodes tell, as Azure tells, or as both do. */
export interface PoolRecord {
  readonly name: string;
  /** What its nodes have in common; without nodes, of a pool that has none yet or any more. */
  readonly pool: NodePool;
  /**
   * Azure's record; absent where nobody is signed in, and for nodes that are in none of its pools.
   */
  readonly azure?: AgentPool;
}

/** Joins pools by their names; a pool that only one side knows is there too. Sorted by name. */
export function joinPools(
  pools: readonly NodePool[],
  agentPools: readonly AgentPool[],
): readonly PoolRecord[] {
  const azure = new Map(agentPools.map((one) => [one.name, one]));
  const withNodes = new Set(pools.map(({ name }) => name));
  return [
    ...pools.map((pool) => {
      const record = azure.get(pool.name);
      return { name: pool.name, pool, ...(record ? { azure: record } : {}) };
    }),
    ...agentPools
      .filter(({ name }) => !withNodes.has(name))
      .map((one) => ({ name: one.name, pool: poolWithoutNodes(one), azure: one })),
  ].toSorted((a, b) => compareNames(a.name, b.name));
}

function poolWithoutNodes({ name, isolation, vmSize, osSku, mode }: AgentPool): NodePool {
  return { name, nodes: [], ready: 0, isolation, isolated: 0, size: vmSize, os: osSku, mode };
}
