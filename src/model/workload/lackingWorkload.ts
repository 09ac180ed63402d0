/** The kinds of workloads that are looked at for pods that are missing. */
export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job';

/** A workload that asks for a RuntimeClass and has fewer pods than it wants. */
export interface LackingWorkload {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  /** What made it, e.g. the CronJob of a Job. */
  readonly owner?: { readonly kind: string; readonly name: string };
  readonly runtimeClass: string;
  readonly wanted: number;
  /** How many of them were made, whether they run or not. */
  readonly made: number;
  /** How many pods of an earlier template are still there, where an update is under way. */
  readonly outdated?: number;
  /** Why the last one could not be made, in the controller's own words. */
  readonly failure?: string;
  /** True where the status alone tells that the missing pods are not just on their way. */
  readonly stalled: boolean;
}
