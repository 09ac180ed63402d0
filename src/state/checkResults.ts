import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { describeError, type Log } from '../base/log.ts';
import type { CheckResult } from '../model/isolation/checkResult.ts';
import { checkedAgain } from '../proof/report/checkedAgain.ts';
import type { CheckReport } from '../proof/report/checkReport.ts';
import type { ClusterList } from './clusterList.ts';

/**
 * What was found: of a pod or a node of the cluster with that id, or of all that a check was about.
 */
export type CheckResultsChange =
  { readonly kind: 'pod' | 'node'; readonly cluster: string } | { readonly kind: 'report' };

/** What checks found on one server: of pods by their uid, of nodes by their name. */
interface Found {
  readonly server: string | undefined;
  readonly pods: Map<string, CheckResult>;
  readonly nodes: Map<string, CheckResult>;
}

/**
 * What kernel checks and canary pods found since the window opened; the last result of each pod and
 * node.
 */
export class CheckResults implements Disposable {
  readonly #list: ClusterList;
  readonly #changed: Emitter<CheckResultsChange>;
  readonly #found = new Map<string, Found>();
  #lastReport: CheckReport | undefined;
  #lastCluster = '';

  constructor(list: ClusterList, log: Log) {
    this.#list = list;
    this.#changed = new Emitter((error) => log.error(describeError(error)));
  }

  get onDidChange(): Event<CheckResultsChange> {
    return this.#changed.event;
  }

  /** The last check of each pod of a cluster, by the pod's uid. */
  pods(cluster: string): ReadonlyMap<string, CheckResult> {
    return this.#on(cluster).pods;
  }

  /** What canary pods proved of the nodes of a cluster, by the node's name. */
  nodes(cluster: string): ReadonlyMap<string, CheckResult> {
    return this.#on(cluster).nodes;
  }

  addPod(cluster: string, result: CheckResult): void {
    const { pods } = this.#on(cluster);
    pods.set(result.uid, checkedAgain(pods.get(result.uid), result));
    this.#changed.fire({ kind: 'pod', cluster });
  }

  addNode(cluster: string, result: CheckResult): void {
    this.#on(cluster).nodes.set(result.name, result);
    this.#changed.fire({ kind: 'node', cluster });
  }

  /** The report of the last kernel check, of whatever cluster. */
  get lastReport(): CheckReport | undefined {
    return this.#lastReport;
  }

  /** The id of its cluster; empty where there is none. */
  get lastReportCluster(): string {
    return this.#lastCluster;
  }

  /** `cluster` is the id of the one that it is about. */
  setLastReport(report: CheckReport, cluster: string): void {
    this.#lastReport = report;
    this.#lastCluster = cluster;
    this.#changed.fire({ kind: 'report' });
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /**
   * A cluster that was made anew under the same name has nodes of the same names: nothing was found
   * there yet.
   */
  #on(cluster: string): Found {
    const server = this.#list.ref(cluster)?.server;
    const known = this.#found.get(cluster);
    // While a kubeconfig is written its contexts may be gone for a moment.
    if (known && (server === undefined || server === known.server)) return known;
    const nothing = { server, pods: new Map(), nodes: new Map() };
    this.#found.set(cluster, nothing);
    return nothing;
  }
}
