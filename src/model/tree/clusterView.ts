import type { CheckResult } from '../isolation/checkResult.ts';
import type { ClusterRef } from '../cluster/cluster.ts';
import type { ClusterSummary } from '../cluster/clusterSummary.ts';
import type { ClusterSnapshot } from '../cluster/snapshot.ts';
import type { Filter } from './filter.ts';

/** All that the tree shows of one cluster. */
export interface ClusterView {
  readonly ref: ClusterRef;
  readonly active: boolean;
  /** Absent until the cluster was opened. */
  readonly opened?: { readonly snapshot: ClusterSnapshot; readonly summary: ClusterSummary };
  /** The last check of each pod, by the pod's uid. */
  readonly results: ReadonlyMap<string, CheckResult>;
  /** What the last canary pod proved of each node, by the node's name. */
  readonly nodeResults: ReadonlyMap<string, CheckResult>;
  readonly filter: Filter;
  readonly filtered: boolean;
  /** How many children a row shows, by its id; absent for the usual number. */
  readonly shown: ReadonlyMap<string, number>;
}
