import { gvisorText } from '../../model/node/gvisorNode.ts';
import type { KubeNode } from '../../model/node/node.ts';

/**
 * The node on which gVisor is tried first: one that is Ready and takes pods, the first by name.
 * `undefined` where there is nothing to try first: a single node, or one that has gVisor already.
 */
export function firstNode(nodes: readonly KubeNode[]): KubeNode | undefined {
  if (nodes.length < 2 || nodes.some(({ gvisor }) => gvisor !== undefined)) return undefined;
  return nodes
    .filter(({ ready, unschedulable }) => ready && !unschedulable)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))[0];
}

/** How it went on the nodes on which gVisor was tried, as far as the installer says. */
export function triedText(tried: readonly KubeNode[]): string {
  if (tried.length === 0) return 'The node on which gVisor was tried is gone';
  return tried
    .map(({ name, gvisor }) =>
      gvisor?.state === 'ready'
        ? `gVisor runs on ${name}`
        : `${name}: ${gvisor ? gvisorText(gvisor) : 'gVisor has not begun'}`,
    )
    .join('; ');
}
