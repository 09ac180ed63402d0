import type { KubeNode } from '../../model/node/node.ts';
import { whyNotReal } from '../../model/node/virtualNode.ts';

/** What is known of the node that a pod runs on, read before and after the pod. */
export interface NodeFacts {
  readonly name: string;
  /** Its kernel release; empty where it does not tell. */
  readonly kernel: string;
  /** The ids of the boots that it named, in lower case. */
  readonly bootIds: readonly string[];
  /** Why a kernel that is not the node's now may have been the node's before, as a clause. */
  readonly unsettled?: string;
  /** Why it has no kernel to compare with, as a clause. */
  readonly notReal?: string;
}

/**
 * Sums up two reads of a node; each is `undefined` where it could not be read in time. Gives
 * `undefined` when neither could be.
 */
export function nodeFacts(
  before: KubeNode | undefined,
  after: KubeNode | undefined,
): NodeFacts | undefined {
  const node = after ?? before;
  if (!node) return undefined;
  const notReal = whyNotReal(node);
  const bootIds = [...new Set([before, after].flatMap((one) => (one ? [bootIdOf(one)] : [])))];
  const unsettled = whyUnsettled(node.name, before, after);
  return {
    name: node.name,
    kernel: node.kernel,
    bootIds,
    ...(unsettled === undefined ? {} : { unsettled }),
    ...(notReal === undefined ? {} : { notReal }),
  };
}

function whyUnsettled(
  name: string,
  before: KubeNode | undefined,
  after: KubeNode | undefined,
): string | undefined {
  if (!before || !after) {
    const when = before ? 'again after the pod' : 'before the pod';
    return `the node ${name} was not read in time ${when}, so it may have rebooted in between: check again with more time`;
  }
  return bootIdOf(before) === bootIdOf(after)
    ? undefined
    : `the node ${name} rebooted during the check: check again`;
}

function bootIdOf({ bootId }: KubeNode): string {
  return bootId.toLowerCase();
}
