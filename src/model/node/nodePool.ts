import { compareNames } from '../../base/compareNames.ts';
import type { Isolation } from '../isolation/isolation.ts';
import { AKS_MODE_LABEL, AKS_OS_SKU_LABEL, INSTANCE_TYPE_LABEL } from '../labels.ts';
import type { KubeNode } from './node.ts';
import { nodeIsolation } from './nodeIsolation.ts';

/** Nodes that belong together, and what they have in common. */
export interface NodePool {
  readonly name: string;
  readonly nodes: readonly KubeNode[];
  readonly ready: number;
  /** What its nodes can do: `kata` before `gvisor`, `unknown` when no node tells, else `none`. */
  readonly isolation: Isolation;
  /** How many of its nodes give that isolation. */
  readonly isolated: number;
  /** Facts shared by all its nodes, the distinct values joined by commas where they differ. */
  readonly size: string;
  readonly os: string;
  readonly mode: string;
}

/** Groups nodes by pool, pools and nodes sorted by name. */
export function nodePoolsOf(nodes: readonly KubeNode[]): readonly NodePool[] {
  const groups = Map.groupBy(nodes, (node) => node.pool);
  return [...groups]
    .toSorted(([a], [b]) => compareNames(a, b))
    .map(([name, members]) => nodePool(name, members));
}

function nodePool(name: string, members: readonly KubeNode[]): NodePool {
  const each = members.map(nodeIsolation);
  const isolation =
    (['kata', 'gvisor', 'unknown'] as const).find((one) => each.includes(one)) ?? 'none';
  return {
    name,
    nodes: members.toSorted((a, b) => compareNames(a.name, b.name)),
    ready: members.filter(({ ready }) => ready).length,
    isolation,
    isolated: each.filter((one) => one === isolation).length,
    size: common(members, ({ labels }) => labels[INSTANCE_TYPE_LABEL]),
    os: common(members, ({ labels, osImage }) => osName(labels, osImage)),
    mode: common(members, ({ labels }) => labels[AKS_MODE_LABEL]),
  };
}

/** The OS SKU as AKS spells it, without the doubling in `Ubuntu 24.04.3 LTS`. */
function osName(labels: Readonly<Record<string, string>>, osImage: string): string {
  const ubuntu = /Ubuntu (\d+\.\d+)/.exec(osImage);
  if (ubuntu) return `Ubuntu ${ubuntu[1]}`;
  return labels[AKS_OS_SKU_LABEL] ?? osImage;
}

function common(
  members: readonly KubeNode[],
  value: (node: KubeNode) => string | undefined,
): string {
  return [...new Set(members.map(value).filter((one) => one !== undefined && one !== ''))].join(
    ', ',
  );
}
