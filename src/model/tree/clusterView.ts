import type { CheckResult } from '../isolation/checkResult.ts';
import type { ClusterRef } from '../cluster/cluster.ts';
import type { ClusterSummary } from '../cluster/clusterSummary.ts';
import type { ClusterSnapshot } from '../cluster/snapshot.ts';
import type { AgentFeatures } from '../aks/agentFeatures.ts';
import type { AgentPool } from '../aks/agentPool.ts';
import type { Loadable } from '../cluster/loadable.ts';
import type { Filter } from './filter.ts';
import type { GroupBy } from './groups/groupBy.ts';

/** All that the tree shows of one cluster. */
export interface ClusterView {
  readonly ref: ClusterRef;
  readonly active: boolean;
  /** Absent until the cluster was opened. */
  readonly opened?: { readonly snapshot: ClusterSnapshot; readonly summary: ClusterSummary };
  /** Whether Azure gave what is needed to connect; absent for a context, and until it was asked. */
  readonly credentials?: Loadable<unknown>;
  /**
   * What Azure says of its node pools; absent where nobody is signed in, and until it was asked.
   */
  readonly agentPools?: Loadable<readonly AgentPool[]>;
  /** Absent where nobody is signed in, and until Azure answered. */
  readonly agentFeatures?: AgentFeatures;
  /** Milliseconds since the epoch: old images are told by it. */
  readonly now: number;
  /** The last check of each pod, by the pod's uid. */
  readonly results: ReadonlyMap<string, CheckResult>;
  /** What the last canary pod proved of each node, by the node's name. */
  readonly nodeResults: ReadonlyMap<string, CheckResult>;
  readonly groupBy: GroupBy;
  /** Also pods that claim no sandbox. */
  readonly allPods: boolean;
  readonly filter: Filter;
  readonly filtered: boolean;
  /** How many children a row shows, by its id; absent for the usual number. */
  readonly shown: ReadonlyMap<string, number>;
}
