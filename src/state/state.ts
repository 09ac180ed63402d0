import { type Disposable, Disposables } from '../base/disposable.ts';
import type { SessionOptions } from '../kube/clusterSession.ts';
import type { KubeconfigStore } from '../kube/kubeconfig/kubeconfigStore.ts';
import { ActiveCluster } from './activeCluster.ts';
import type { Azure } from './azure.ts';
import { CheckResults } from './checkResults.ts';
import { ClusterList } from './clusterList.ts';
import { ClusterSessions } from './clusterSessions.ts';
import type { KeyedMemory, Memory } from './memory/memory.ts';
import { GVisorOperations } from './memory/gvisorOperations.ts';
import { PoolOperations } from './memory/poolOperations.ts';
import { PoolReplacements } from './memory/poolReplacements.ts';
import { TreeChoices } from './treeChoices.ts';
import { systemClock } from '../base/clock.ts';
import { windowId } from './memory/windowId.ts';

/** What the product knows and remembers; each part tells of its own changes. */
export interface State {
  readonly azure: Azure;
  readonly clusters: ClusterList;
  readonly sessions: ClusterSessions;
  readonly active: ActiveCluster;
  readonly results: CheckResults;
  readonly treeChoices: TreeChoices;
  readonly operations: GVisorOperations;
  readonly poolOperations: PoolOperations;
  readonly poolReplacements: PoolReplacements;
}

/** Makes the parts, in the order in which they build on one another. Nothing is read yet. */
export function openState(
  store: KubeconfigStore,
  {
    workspace,
    person,
    shared,
  }: { readonly workspace: Memory; readonly person: Memory; readonly shared: KeyedMemory },
  azure: Azure,
  options: SessionOptions,
): State & Disposable {
  const { log } = options;
  const owned = new Disposables();
  owned.add(azure);
  const clusters = owned.add(new ClusterList(store, azure, log));
  return {
    azure,
    clusters,
    sessions: owned.add(new ClusterSessions(clusters, options)),
    active: owned.add(new ActiveCluster(clusters, workspace, log)),
    results: owned.add(new CheckResults(clusters, log)),
    treeChoices: owned.add(new TreeChoices(workspace, person, log)),
    operations: owned.add(new GVisorOperations(workspace, log)),
    poolOperations: owned.add(new PoolOperations(shared, windowId(workspace), systemClock, log)),
    poolReplacements: owned.add(new PoolReplacements(shared, windowId(workspace))),
    dispose: () => owned.dispose(),
  };
}
