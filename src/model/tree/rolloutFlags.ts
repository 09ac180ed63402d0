import type { KubeNode } from '../node/node.ts';

/**
 * What the menus of a row go by: that gVisor is being rolled out on these nodes, or that this is
 * paused.
 */
export function rolloutFlags(
  nodes: readonly Pick<KubeNode, 'gvisor'>[],
): readonly ('rolling' | 'paused')[] {
  const states = new Set(nodes.map(({ gvisor }) => gvisor?.state));
  if (states.has('paused')) return ['paused'];
  return states.has('installing') || states.has('waiting') ? ['rolling'] : [];
}
