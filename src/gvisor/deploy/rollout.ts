import { gvisorText, type GVisorState, needsAttention } from '../../model/node/gvisorNode.ts';
import type { KubeNode } from '../../model/node/node.ts';
import { count } from '../../base/text/count.ts';

/** How far an installation is, over all its nodes. */
export interface Rollout {
  readonly total: number;
  /** Nodes that run gVisor of this release. */
  readonly ready: readonly KubeNode[];
  /** Nodes that stay as they were until a person looks, or on which nothing is to be done. */
  readonly stopped: readonly KubeNode[];
  /** Nodes that are being changed, or wait for their turn. */
  readonly pending: readonly KubeNode[];
}

/**
 * Sorts out the nodes of an installation by what the installer says of each; `release` is the name
 * of what they should run.
 */
export function rolloutOf(nodes: readonly KubeNode[], release: string): Rollout {
  const ready = nodes.filter((node) => isReady(node, release));
  const stopped = nodes.filter(
    (node) => !isReady(node, release) && node.gvisor !== undefined && needsAttention(node.gvisor),
  );
  const settled = new Set([...ready, ...stopped]);
  return {
    total: nodes.length,
    ready,
    stopped,
    pending: nodes.filter((node) => !settled.has(node)),
  };
}

function isReady({ gvisor }: KubeNode, release: string): boolean {
  return gvisor?.state === 'ready' && gvisor.serves && gvisor.release.startsWith(`${release}-`);
}

/**
 * Whether nothing more will happen by itself: all nodes are ready, or one failed, for which the
 * others wait, or it is paused. A node that was refused lets the others go on, when they are
 * installed for the first time.
 */
export function isSettled(rollout: Rollout): boolean {
  const { pending, stopped } = rollout;
  return (
    pending.length === 0 ||
    stopped.some(({ gvisor }) => gvisor?.state !== 'refused') ||
    isPaused(rollout)
  );
}

/** Whether it is paused, and the node that had begun has come to its end. */
export function isPaused({ pending }: Rollout): boolean {
  return (
    pending.some(({ gvisor }) => gvisor?.state === 'paused') &&
    !pending.some(({ gvisor }) => gvisor?.state === 'installing')
  );
}

/** `2 of 3 nodes ready; aks-gv-1: gVisor: installing (unpack)`. */
export function rolloutText({ total, ready, stopped, pending }: Rollout): string {
  const inState = (state: GVisorState) => pending.filter(({ gvisor }) => gvisor?.state === state);
  const [first] = [...stopped, ...inState('installing'), ...inState('paused')];
  const now = first?.gvisor ? `; ${first.name}: ${gvisorText(first.gvisor)}` : '';
  return `${ready.length} of ${count(total, 'node')} ready${now}`;
}
