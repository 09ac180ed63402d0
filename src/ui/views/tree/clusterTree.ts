import { type Disposable, Disposables, toDisposable } from '../../../base/disposable.ts';
import { Emitter, type Event } from '../../../base/event.ts';
import { describeError, type Log } from '../../../base/log.ts';
import { Throttle } from '../../../base/throttle.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { clusterSummary, type ClusterSummary } from '../../../model/cluster/clusterSummary.ts';
import { aksKey } from '../../../model/aks/aksCluster.ts';
import { agentSandboxesNodes } from '../../../model/tree/agents/agentSandboxesNode.ts';
import type { AzureChange } from '../../../state/azure.ts';
import { contradictionsOf } from '../../../model/isolation/contradictions.ts';
import type { ClusterRef } from '../../../model/cluster/cluster.ts';
import { clusterNode } from '../../../model/tree/clusterNode.ts';
import type { ClusterView } from '../../../model/tree/clusterView.ts';
import { filterOf } from '../../../model/tree/filter.ts';
import { CHILDREN_SHOWN, type TreeNode } from '../../../model/tree/treeNode.ts';
import type { State } from '../../../state/state.ts';
import { azureNodesOf } from './azureNodesOf.ts';
import { childrenOf, type Row, updateRows } from './row.ts';
import { allHiddenNode } from './allHiddenNode.ts';
import { unreadableFileNode } from './unreadableFileNode.ts';

/** What of an expanded cluster is looked at: its API server, and Azure's records of its pools. */
interface Looking {
  readonly session: ClusterSession | undefined;
  readonly aks: string | undefined;
  readonly looks: Disposable;
}

/** What the tree shows. */
export type Shown = Pick<
  State,
  'azure' | 'clusters' | 'sessions' | 'active' | 'results' | 'treeChoices'
>;

/**
 * The rows of all clusters. A row is drawn again only for a change of its own cluster that it
 * shows, and only what is seen is read. Lists bring what changed at most once per 100 ms; drawing
 * bounds its own cost.
 */
export class ClusterTree implements Disposable {
  readonly #state: Shown;
  readonly #owned = new Disposables();
  readonly #rowsChanged: Emitter<Row[] | undefined>;
  readonly #updated: Emitter<void>;
  readonly #rows = new Map<string, Row>();
  readonly #summaries = new Map<string, ClusterSummary>();
  readonly #shown = new Map<string, number>();
  readonly #collapsed = new Set<string>();
  /** Clusters that are expanded, each with what keeps it fresh while the view is visible. */
  readonly #expanded = new Map<string, Looking | undefined>();
  readonly #soon = new Throttle(0, () => this.#update());
  /** Clusters of which something changed since the last update. */
  #changed: Set<string> | 'all' = 'all';
  #roots: Row[] | undefined;
  #azure: readonly TreeNode[] = [];
  #filter = '';
  #visible = false;

  constructor(state: Shown, log: Log) {
    this.#state = state;
    const onError = (error: unknown): void => log.error(describeError(error));
    this.#rowsChanged = this.#owned.add(new Emitter<Row[] | undefined>(onError));
    this.#updated = this.#owned.add(new Emitter<void>(onError));
    this.#owned.add(this.#soon);
    this.#owned.add(state.clusters.onDidChange(() => this.#change('all')));
    this.#owned.add(state.sessions.onDidChange(({ cluster }) => this.#change([cluster])));
    this.#owned.add(state.treeChoices.onDidChange(() => this.#choicesChanged()));
    this.#owned.add(state.azure.onDidChange((change) => this.#azureChanged(change)));
    this.#owned.add(
      state.active.onDidChange(({ before, now }) =>
        this.#change([before, now].filter((id) => id !== undefined)),
      ),
    );
    this.#owned.add(
      state.results.onDidChange((change) =>
        this.#change(change.kind === 'report' ? [] : [change.cluster]),
      ),
    );
    this.#owned.add(toDisposable(() => this.#keepLooking(false)));
  }

  /** Rows to draw again, each with what is below it; `undefined` for all. */
  get onDidChangeRows(): Event<Row[] | undefined> {
    return this.#rowsChanged.event;
  }

  /** Fires after the rows were brought up to date. */
  get onDidUpdate(): Event<void> {
    return this.#updated.event;
  }

  get filter(): string {
    return this.#filter;
  }

  setFilter(typed: string): void {
    this.#filter = typed.trim();
    this.#change('all');
  }

  /** Shows more children of a row. */
  showMore(parent: string): void {
    this.#shown.set(parent, (this.#shown.get(parent) ?? CHILDREN_SHOWN) + CHILDREN_SHOWN);
    this.#change('all');
  }

  /** Reads clusters only while the view is visible. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    this.#keepLooking(visible);
    if (visible) this.#soon.request();
  }

  didCollapse(row: Row): void {
    this.#collapsed.add(row.id);
    row.children = undefined;
    if (row.node.target.kind !== 'cluster') return;
    this.#expanded.get(row.id)?.looks.dispose();
    this.#expanded.delete(row.id);
  }

  didExpand(row: Row): void {
    // What changed while it was collapsed was not told to the editor.
    if (this.#collapsed.delete(row.id)) this.#rowsChanged.fire([row]);
  }

  getChildren(row?: Row): Row[] {
    if (!row) {
      this.#roots = this.#rowsOf(this.#rootNodes(), undefined);
      return this.#roots;
    }
    if (row.node.target.kind === 'cluster') this.#open(row);
    const children = this.#rowsOf(childrenOf(row.node), row);
    row.children = children;
    return children;
  }

  /** How many pods are contradicted by their kernel, in all clusters. */
  get contradictions(): number {
    let count = 0;
    for (const { id } of this.#shownRefs()) {
      const pods = this.#summaries.get(id)?.pods;
      count += contradictionsOf(this.#state.results.pods(id).values(), pods).length;
    }
    return count;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #open(row: Row): void {
    this.#collapsed.delete(row.id);
    if (this.#expanded.has(row.id)) return;
    this.#expanded.set(row.id, undefined);
    this.#keepLooking(this.#visible);
    row.node = this.#clusterNode(row.id) ?? row.node;
  }

  /**
   * Looks at the sessions of the expanded clusters, which may be others than before, or at none.
   */
  #keepLooking(looking: boolean): void {
    for (const [id, now] of this.#expanded) {
      const session = looking ? this.#state.sessions.open(id) : undefined;
      const aks = looking ? this.#state.clusters.ref(id)?.aks : undefined;
      if (now?.session === session && now?.aks === aks?.id) continue;
      now?.looks.dispose();
      const looks = new Disposables();
      if (session) looks.add(session.look());
      const azure = this.#state.azure.parts;
      if (aks && azure) {
        looks.add(azure.pools.look(aks));
        azure.features.ask(aks);
      }
      this.#expanded.set(id, looking ? { session, aks: aks?.id, looks } : undefined);
      if (aks && !session) void this.#state.clusters.connect(id);
    }
  }

  /** The clusters that a person did not hide. */
  #shownRefs(): readonly ClusterRef[] {
    const { hidden } = this.#state.treeChoices;
    const { refs } = this.#state.clusters;
    return hidden.size === 0 ? refs : refs.filter(({ id }) => !hidden.has(id));
  }

  #choicesChanged(): void {
    for (const id of this.#state.treeChoices.hidden) {
      this.#expanded.get(id)?.looks.dispose();
      this.#expanded.delete(id);
    }
    this.#change('all');
  }

  #azureChanged(change: AzureChange): void {
    if (change.kind === 'clusters') this.#change('all');
    else {
      const refs = this.#state.clusters.refs.filter(
        ({ aks }) => aks !== undefined && aksKey(aks.id) === change.key,
      );
      this.#change(refs.map(({ id }) => id));
    }
  }

  #change(clusters: readonly string[] | 'all'): void {
    if (clusters === 'all') this.#changed = 'all';
    else if (this.#changed !== 'all') for (const id of clusters) this.#changed.add(id);
    this.#soon.request();
  }

  #update(): void {
    if (!this.#visible) return;
    this.#keepLooking(true);
    if (this.#roots) {
      const changed = updateRows(this.#roots, this.#rootNodes());
      if (changed === 'all') {
        this.#roots = undefined;
        // The editor asks for the roots anew: what has changed of them was not drawn yet.
        this.#changed = 'all';
        this.#rowsChanged.fire(undefined);
      } else if (changed.length > 0) this.#rowsChanged.fire(changed);
    }
    this.#updated.fire();
  }

  /** The nodes of the roots; that of a cluster of which nothing changed is the same as before. */
  #rootNodes(): readonly TreeNode[] {
    const changed = this.#changed;
    this.#changed = new Set();
    if (changed === 'all') this.#azure = azureNodesOf(this.#state);
    const refs = this.#shownRefs();
    const nodes = refs.map(({ id }) => {
      const isSame = changed !== 'all' && !changed.has(id);
      return (isSame ? this.#rows.get(id)?.node : undefined) ?? this.#clusterNode(id);
    });
    return [
      ...this.#state.clusters.unreadable.map(unreadableFileNode),
      ...nodes.filter((node) => node !== undefined),
      ...(refs.length === 0 && this.#state.clusters.refs.length > 0 ? [allHiddenNode()] : []),
      ...this.#azure,
    ];
  }

  #clusterNode(id: string): TreeNode | undefined {
    const { azure, clusters, sessions, active, results, treeChoices } = this.#state;
    const ref = clusters.ref(id);
    if (!ref) return undefined;
    const session = sessions.get(id);
    const summary = session && clusterSummary(session.snapshot, this.#summaries.get(id));
    if (summary) this.#summaries.set(id, summary);
    const key = ref.aks && aksKey(ref.aks.id);
    const credentials = key === id ? azure.parts?.contexts.of(key) : undefined;
    const agentPools = key === undefined ? undefined : azure.parts?.pools.of(key);
    const agentFeatures = key === undefined ? undefined : azure.parts?.features.of(key);
    const view: ClusterView = {
      ref,
      now: Date.now(),
      ...(credentials ? { credentials } : {}),
      ...(agentPools ? { agentPools } : {}),
      ...(agentFeatures ? { agentFeatures } : {}),
      active: active.id === id,
      ...(session && summary ? { opened: { snapshot: session.snapshot, summary } } : {}),
      results: results.pods(id),
      nodeResults: results.nodes(id),
      groupBy: treeChoices.groupBy,
      allPods: treeChoices.allPods,
      filter: filterOf(this.#filter),
      filtered: this.#filter !== '',
      shown: this.#shown,
    };
    return clusterNode(view, agentSandboxesNodes);
  }

  #rowsOf(nodes: readonly TreeNode[], parent: Row | undefined): Row[] {
    const kept = new Set(nodes.map(({ id }) => id));
    for (const old of parent?.known ?? []) if (!kept.has(old.id)) this.#forget(old);
    const rows = nodes.map((node) => {
      const row = this.#rows.get(node.id) ?? {
        id: node.id,
        node,
        parent,
        children: undefined,
        known: [],
      };
      row.node = node;
      row.parent = parent;
      this.#rows.set(node.id, row);
      return row;
    });
    if (parent) parent.known = rows;
    return rows;
  }

  #forget(row: Row): void {
    this.#rows.delete(row.id);
    for (const child of row.known) this.#forget(child);
  }
}
