import { lazy } from '../../base/lazy.ts';
import { type Isolation, isolationOf } from '../isolation/isolation.ts';
import type { KubeNode } from './node.ts';

/** The label by which the product's own gVisor installer marks a node; `"true"` means it runs gVisor. */
export const GVISOR_LABEL = 'aks-sandbox/gvisor';

/**
 * Labels that AKS puts on nodes of a Kata pool: the present one and the one being retired.
 * Source: Azure/karpenter-provider-azure designs/0006; AKS release notes 2025-08-29.
 */
const KATA_LABELS = [
  'kubernetes.azure.com/kata-vm-isolation',
  'kubernetes.azure.com/kata-mshv-vm-isolation',
] as const;

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

/** The isolation of one node: from the handlers it serves, else from the labels that AKS or the installer set. */
export function nodeIsolation(node: KubeNode): Isolation {
  if (KATA_LABELS.some((label) => node.labels[label] === 'true')) return 'kata';
  if (/katagen2/i.test(node.labels['kubernetes.azure.com/node-image-version'] ?? '')) return 'kata';
  const served = new Set((node.handlers ?? []).map(isolationOf));
  if (served.has('kata')) return 'kata';
  if (served.has('gvisor')) return 'gvisor';
  if (node.labels[GVISOR_LABEL] === 'true') return 'gvisor';
  return node.handlers || node.os === 'windows' ? 'none' : 'unknown';
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
    size: common(members, ({ labels }) => labels['node.kubernetes.io/instance-type']),
    os: common(members, ({ labels, osImage }) => osName(labels, osImage)),
    mode: common(members, ({ labels }) => labels['kubernetes.azure.com/mode']),
  };
}

/** The OS SKU as AKS spells it, without the doubling in `Ubuntu 24.04.3 LTS`. */
function osName(labels: Readonly<Record<string, string>>, osImage: string): string {
  const ubuntu = /Ubuntu (\d+\.\d+)/.exec(osImage);
  if (ubuntu) return `Ubuntu ${ubuntu[1]}`;
  return labels['kubernetes.azure.com/os-sku'] ?? osImage;
}

function common(
  members: readonly KubeNode[],
  value: (node: KubeNode) => string | undefined,
): string {
  return [...new Set(members.map(value).filter((one) => one !== undefined && one !== ''))].join(
    ', ',
  );
}

/** Order of names for people: `pool2` before `pool10`. */
export function compareNames(a: string, b: string): number {
  return collator().compare(a, b);
}

/** Not before it is needed: to load what it knows of languages takes longer than all else at the start. */
const collator = lazy(() => new Intl.Collator('en', { numeric: true }));
