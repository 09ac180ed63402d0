import type { PoolOutcome } from '../model/aks/poolOperation.ts';
import type { CheckResult } from '../model/isolation/checkResult.ts';

/** What could be shown of the sandbox of a pool that Azure says is ready. */
export type PoolProof =
  /** A pod ran on one of its nodes: the verdict is in the result. */
  | { readonly is: 'checked'; readonly result: CheckResult }
  /** There is nothing to prove: the pool is none of Kata. */
  | { readonly is: 'none' }
  /** The cluster itself could not be asked; a sentence without a full stop says why. */
  | { readonly is: 'unknown'; readonly why: string }
  /** No RuntimeClass of Kata came in time. */
  | { readonly is: 'no-class' }
  /** None of its nodes became ready in time, or it has none. */
  | { readonly is: 'no-node'; readonly runtimeClass: string };

/** How the creation of a pool ended. */
export type PoolEnd =
  | { readonly is: 'ready'; readonly count: number; readonly proof: PoolProof }
  /** Azure does not have it: it may be asked for again. */
  | { readonly is: 'not-created' }
  | Exclude<PoolOutcome, { readonly is: 'ready' }>;
