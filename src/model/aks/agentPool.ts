import type { Isolation } from '../isolation/isolation.ts';

/** An error as Azure gave it, with the innermost of its details, which says most. */
export interface AzureFailure {
  readonly code: string;
  readonly message: string;
}

/** What Azure says of an agent pool, reduced to what the product uses. */
export interface AgentPool {
  readonly name: string;
  /** The tag of what was read, for a write that must not lose another's. */
  readonly eTag: string;
  /** `Succeeded`, `Creating`, …: `provisioningState`. An open list. */
  readonly state: string;
  /** Why it failed. */
  readonly failure?: AzureFailure;
  /**
   * `KataVmIsolation`, `KataMshvVmIsolation` (of the preview), `OCIContainer`; empty for the
   * default.
   */
  readonly workloadRuntime: string;
  /** What its workload runtime or its image gives; `none` where Azure names no sandbox. */
  readonly isolation: Extract<Isolation, 'kata' | 'none'>;
  readonly osSku: string;
  readonly osType: string;
  readonly vmSize: string;
  /** `System` or `User`. */
  readonly mode: string;
  /** How many nodes it should have. */
  readonly count: number;
  readonly autoscale?: { readonly min: number; readonly max: number };
  readonly version: string;
  readonly image: string;
  /** The newest image that Azure offers it; absent while that is not known. */
  readonly latestImage?: string;
  /** `Running` or `Stopped`. */
  readonly power: string;
  /** `Regular` or `Spot`. */
  readonly priority: string;
  readonly zones: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly string[];
  readonly maxPods: number;
  /** How many further nodes an upgrade makes: a number or a share, e.g. `10%`. */
  readonly surge: string;
  /** All properties that were read: a change sends them back. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * Words of `provisioningState` after which nothing goes on. Source: AKS, node pool operations
 * (2026-08).
 */
const FINAL_STATES: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Canceled']);

/** Whether Azure is still at work on a pool or cluster. An unknown word means that it is. */
export function isInTransition(state: string): boolean {
  return !FINAL_STATES.has(state);
}

/**
 * Values of `workloadRuntime` that are Kata: today's, and that of the preview, which old pools
 * still have.
 */
export const KATA_RUNTIME = 'KataVmIsolation';
export const OLD_KATA_RUNTIME = 'KataMshvVmIsolation';

/**
 * Whether a pool is a Kata pool: by its workload runtime, or by its node image. Source:
 * MicrosoftDocs/azure-aks-docs use-pod-sandboxing (2026-08-21); Azure/AgentBaker release notes.
 */
export function isKataPool(workloadRuntime: string, image: string): boolean {
  return (
    workloadRuntime === KATA_RUNTIME ||
    workloadRuntime === OLD_KATA_RUNTIME ||
    /katagen2/i.test(image)
  );
}
