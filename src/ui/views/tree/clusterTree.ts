import { EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import { type Disposable, Disposables, toDisposable } from '../../../base/disposable.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { Throttle } from '../../../base/throttle.ts';
import { clusterSummary, type ClusterSummary } from '../../../model/cluster/clusterSummary.ts';

import { clusterNode } from '../../../model/tree/clusterNode.ts';
import type { ClusterView } from '../../../model/tree/clusterView.ts';
import { filterOf } from '../../../model/tree/filter.ts';
import { CHILDREN_SHOWN, type TreeNode } from '../../../model/tree/treeNode.ts';
import type { Clusters } from '../../../state/clusters.ts';
import { childrenOf, type Row, updateRows } from './row.ts';
import { treeItem, treeTooltip } from './treeItem.ts';
import { unreadableFileNode } from './unreadableFileNode.ts';
import { contradictionsOf } from '../../../model/isolation/contradictions.ts';

const EVENT_INTERVAL_MS = 100;

interface Looking {
  readonly session: ClusterSession;
  readonly look: Disposable;
}

/** Shows clusters as a tree: draws again only what changed, at most once per 100 ms, and reads only what is seen. */
export class ClusterTree implements TreeDataProvider<Row>, Disposable {
  readonly #clusters: Clusters;
  readonly #owned = new Disposables();
  readonly #events = new EventEmitter<Row[] | undefined>();
  readonly #updated = new EventEmitter<void>();
  readonly #rows = new Map<string, Row>();
  readonly #summaries = new Map<string, ClusterSummary>();
  readonly #shown = new Map<string, number>();
  readonly #collapsed = new Set<string>();
  /** Clusters that are expanded, each with what keeps it fresh while the view is visible. */
  readonly #expanded = new Map<string, Looking | undefined>();
  readonly #soon = new Throttle(EVENT_INTERVAL_MS, () => this.#update());
  #roots: Row[] | undefined;
  #filter = '';
  #visible = false;

  constructor(clusters: Clusters) {
    this.#clusters = clusters;
    this.#owned.add(this.#events);
    this.#owned.add(this.#updated);
    this.#owned.add(this.#soon);
    this.#owned.add(clusters.onDidChange(() => this.#soon.request()));
    this.#owned.add(toDisposable(() => this.#keepLooking(false)));
  }

  get onDidChangeTreeData() {
    return this.#events.event;
  }

  /** Fires after the rows were brought up to date. */
  get onDidUpdate() {
    return this.#updated.event;
  }

  get filter(): string {
    return this.#filter;
  }

  setFilter(typed: string): void {
    this.#filter = typed.trim();
    this.#soon.request();
  }

  /** Shows more children of a row. */
  showMore(parent: string): void {
    this.#shown.set(parent, (this.#shown.get(parent) ?? CHILDREN_SHOWN) + CHILDREN_SHOWN);
    this.#soon.request();
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
    this.#expanded.get(row.id)?.look.dispose();
    this.#expanded.delete(row.id);
  }

  didExpand(row: Row): void {
    // What changed while it was collapsed was not told to the editor.
    if (this.#collapsed.delete(row.id)) this.#events.fire([row]);
  }

  getTreeItem(row: Row): TreeItem {
    return treeItem(row.node);
  }

  resolveTreeItem(item: TreeItem, row: Row): TreeItem {
    const tooltip = treeTooltip(row.node);
    if (tooltip) item.tooltip = tooltip;
    return item;
  }

  getParent(row: Row): Row | undefined {
    return row.parent;
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
    for (const { id } of this.#clusters.refs) {
      const pods = this.#summaries.get(id)?.pods;
      count += contradictionsOf(this.#clusters.results(id).values(), pods).length;
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

  /** Looks at the sessions of the expanded clusters, which may be others than before, or at none. */
  #keepLooking(looking: boolean): void {
    for (const [id, now] of this.#expanded) {
      const session = looking ? this.#clusters.session(id) : undefined;
      if (now?.session === session) continue;
      now?.look.dispose();
      this.#expanded.set(id, session && { session, look: session.look() });
    }
  }

  #update(): void {
    if (!this.#visible) return;
    this.#keepLooking(true);
    if (this.#roots) {
      const changed = updateRows(this.#roots, this.#rootNodes());
      if (changed === 'all') {
        this.#roots = undefined;
        this.#events.fire(undefined);
      } else if (changed.length > 0) this.#events.fire(changed);
    }
    this.#updated.fire();
  }

  #rootNodes(): readonly TreeNode[] {
    const nodes = this.#clusters.refs.map(({ id }) => this.#clusterNode(id));
    return [
      ...this.#clusters.unreadable.map(unreadableFileNode),
      ...nodes.filter((node) => node !== undefined),
    ];
  }

  #clusterNode(id: string): TreeNode | undefined {
    const ref = this.#clusters.refs.find((one) => one.id === id);
    if (!ref) return undefined;
    const session = this.#clusters.openSession(id);
    const summary = session && clusterSummary(session.snapshot, this.#summaries.get(id));
    if (summary) this.#summaries.set(id, summary);
    const view: ClusterView = {
      ref,
      active: this.#clusters.active?.id === id,
      ...(session && summary ? { opened: { snapshot: session.snapshot, summary } } : {}),
      results: this.#clusters.results(id),
      nodeResults: this.#clusters.nodeResults(id),
      filter: filterOf(this.#filter),
      filtered: this.#filter !== '',
      shown: this.#shown,
    };
    return clusterNode(view);
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
