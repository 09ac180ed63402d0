import type { KubeNode } from '../node/node.ts';
import type { RuntimeClass } from './runtimeClass.ts';
import { plural } from '../../base/text/count.ts';
import { matchesLabels, selectorText } from '../kubernetes/labelSelector.ts';

/** Which nodes can run a RuntimeClass, and how far the others got. */
export interface Capability {
  /**
   * Ready, schedulable, matching the class's `scheduling`, serving its handler as far as the API
   * tells.
   */
  readonly capable: readonly KubeNode[];
  /** Nodes that match the class's nodeSelector. */
  readonly matching: number;
  /** Nodes among `matching` that are known not to serve the handler. */
  readonly withoutHandler: number;
  /** Nodes among `matching` that are not Ready or are cordoned. */
  readonly unavailable: number;
  /** Capable nodes that do not say which handlers they serve. */
  readonly unsure: number;
  /** True when every node tells its handlers and none serves this one. */
  readonly servedNowhere: boolean;
}

/**
 * Works out which nodes can run a class. A node that does not tell its handlers is taken to serve
 * it.
 */
export function capabilityOf(runtimeClass: RuntimeClass, nodes: readonly KubeNode[]): Capability {
  const matching = nodes.filter(({ labels }) => matchesLabels(labels, runtimeClass.nodeSelector));
  const serving = matching.filter((node) => serves(node, runtimeClass.handler) !== false);
  const capable = serving.filter(({ ready, unschedulable }) => ready && !unschedulable);
  return {
    capable,
    matching: matching.length,
    withoutHandler: matching.length - serving.length,
    unavailable: serving.length - capable.length,
    unsure: capable.filter((node) => serves(node, runtimeClass.handler) === undefined).length,
    servedNowhere:
      nodes.length > 0 && nodes.every((node) => serves(node, runtimeClass.handler) === false),
  };
}

/** Whether a node serves a handler; `undefined` when it does not tell. */
export function serves(node: KubeNode, handler: string): boolean | undefined {
  return node.handlers?.includes(handler);
}

/** Why no node is capable, as a clause; empty when one is. */
export function incapableReason(
  { nodeSelector, handler }: RuntimeClass,
  capability: Capability,
  nodeCount: number,
): string {
  if (capability.capable.length > 0) return '';
  if (nodeCount === 0) return 'the cluster has no node';
  if (capability.matching === 0) return `no node has ${selectorText(nodeSelector)}`;
  if (capability.withoutHandler === capability.matching) {
    return `no node ${Object.keys(nodeSelector).length > 0 ? 'it selects ' : ''}serves the handler "${handler}"`;
  }
  const { unavailable } = capability;
  return `${plural(unavailable, 'the one node', `each of the ${unavailable} nodes`)} that could run it is not Ready or is cordoned`;
}
