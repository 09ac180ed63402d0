import type { AzureFailure } from './agentPool.ts';

/** What is done with a node pool. */
export type PoolOperationKind = 'create' | 'scale' | 'delete' | 'upgradeImage' | 'rollBackImage';

/**
 * How far an operation is: it is being sent, Azure is at work, Azure reconciles the cluster of a
 * pool that is there, its RuntimeClass is waited for, a pod proves it.
 */
export type PoolStep = 'sending' | 'azure' | 'reconcile' | 'class' | 'proof';

/**
 * Work on a node pool that goes on for long; it is kept so that another window, or the same one
 * later, goes on with it.
 */
export interface PoolOperation {
  readonly id: string;
  readonly kind: PoolOperationKind;
  /** The resource id of the cluster. */
  readonly clusterId: string;
  readonly clusterName: string;
  readonly tenant: string;
  readonly pool: string;
  /** Milliseconds since the epoch. */
  readonly begunAt: number;
  /** The window that carries it out; others only watch. */
  readonly window: string;
  /** When that window last said that it is there, in milliseconds since the epoch. */
  readonly aliveAt: number;
  /** What was sent; a pool of other properties is not this one. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly step: PoolStep;
}

/** How an operation on a pool ended, as far as Azure says. */
export type PoolOutcome =
  /** It is `Succeeded`, with that many nodes asked for. */
  | { readonly is: 'ready'; readonly count: number }
  | { readonly is: 'failed'; readonly failure: AzureFailure }
  | { readonly is: 'canceled' }
  /** There is no such pool any more. */
  | { readonly is: 'gone' }
  /** There is a pool of that name that was made otherwise. */
  | { readonly is: 'another' };
