/** A SandboxWarmPool, reduced to what the product uses. */
export interface SandboxWarmPool {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly templateName: string;
  /** Under OnReplenish, the default, free members of an older template are handed out. */
  readonly updateStrategy: 'OnReplenish' | 'Recreate';
  readonly replicas: number;
  readonly readyReplicas: number;
}
