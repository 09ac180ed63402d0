/** Under OnReplenish, the default, free members of an older template are handed out. */
export type UpdateStrategy = 'OnReplenish' | 'Recreate';

/** A SandboxWarmPool, reduced to what the product uses. */
export interface SandboxWarmPool {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly templateName: string;
  readonly updateStrategy: UpdateStrategy;
  readonly replicas: number;
  readonly readyReplicas: number;
}

/** The type of an `updateStrategy` as it is written, or the default. */
export function updateStrategyOf(written: string | undefined): UpdateStrategy {
  return written === 'Recreate' ? 'Recreate' : 'OnReplenish';
}
