import type { GVisorNode } from './gvisorNode.ts';
import type { Taint } from '../kubernetes/taint.ts';

/** A node, reduced to what the product uses: no images, no managed fields. */
export interface KubeNode {
  readonly name: string;
  readonly uid: string;
  readonly pool: string;
  readonly ready: boolean;
  /** Why it is not Ready, in the node's own words. */
  readonly notReadyReason: string;
  readonly unschedulable: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly kernel: string;
  readonly bootId: string;
  readonly os: string;
  readonly osImage: string;
  readonly architecture: string;
  readonly containerRuntime: string;
  readonly kubelet: string;
  readonly cpu: string;
  readonly memory: string;
  /**
   * Handlers that the container runtime serves; absent when the node does not tell (containerd
   * 1.x).
   */
  readonly handlers?: readonly string[];
  /** Whether a handler has user namespaces; one that does not tell is not in it. */
  readonly userNamespaces?: Readonly<Record<string, boolean>>;
  /** What the product's gVisor installer says of it; absent where it is not. */
  readonly gvisor?: GVisorNode;
}
