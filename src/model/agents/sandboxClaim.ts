import type { ReadyCondition } from './readyCondition.ts';

/** A SandboxClaim, reduced to what the product uses. */
export interface SandboxClaim {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The Sandbox that it names as its own: believed only where that says the same. */
  readonly sandboxName: string;
  readonly poolName?: string;
  /** In v1alpha1 a claim may name a template and no pool. */
  readonly templateName?: string;
  readonly ready?: ReadyCondition;
}
