import type { PodPromise } from './podPromise.ts';
import type { ReadyCondition } from './readyCondition.ts';

/**
 * A Sandbox, reduced to what the product uses. Optional parts are absent rather than empty: there
 * may be thousands. The copies of itself in its annotations are never kept.
 */
export interface AgentSandbox extends PodPromise {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly suspended?: true;
  readonly terminating?: true;
  /** The claim or pool that controls it. */
  readonly owner?: SandboxOwner;
  /** Absent until its controller has said anything. */
  readonly ready?: ReadyCondition;
}

export interface SandboxOwner {
  readonly kind: 'SandboxClaim' | 'SandboxWarmPool';
  readonly name: string;
  readonly uid: string;
}
