/** Who controls a pod, e.g. `ReplicaSet` `worker-6d5f`. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
}

/**
 * A pod, reduced to what the product uses. Optional parts are absent rather than empty: there may
 * be 50,000.
 */
export interface SandboxPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly phase: string;
  readonly runtimeClass?: string;
  readonly node?: string;
  readonly owner?: Owner;
  /** The uid of the agent Sandbox that controls it; absent for any other controller. */
  readonly sandboxUid?: string;
  /** Why it does not run, in the scheduler's or kubelet's own words. */
  readonly waiting?: string;
  /** True when the scheduler found no node for it. */
  readonly unschedulable?: true;
  readonly terminating?: true;
  /** A static pod: it lives in a file on its node. */
  readonly mirror?: true;
  readonly windows?: true;
}

/** Whether a pod has run to its end, and does not run again. */
export function hasEnded({ phase }: Pick<SandboxPod, 'phase'>): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Whether a pod belongs to its node: it goes and comes with it. */
export function isOfNode({ owner, mirror }: Pick<SandboxPod, 'owner' | 'mirror'>): boolean {
  return mirror === true || owner?.kind === 'DaemonSet';
}
