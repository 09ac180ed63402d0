import { EventEmitter, window, workspace } from 'vscode';
import { type Disposable, Disposables, toDisposable } from '../../base/disposable.ts';
import type { Log } from '../../base/log.ts';
import { plainText } from '../../base/text/plainText.ts';
import { CLUSTERS_VIEW, CONTEXT_KEYS } from '../ids.ts';
import { ContextKey } from '../contextKey.ts';
import { count } from '../../base/text/count.ts';
import { lazy } from '../../base/lazy.ts';
import type { ClusterTree, Shown } from './tree/clusterTree.ts';
import type { OpenedTree } from './tree/openTree.ts';
import type { Row } from './tree/row.ts';

/**
 * Puts the tree into the sidebar. Nothing is read before the view is visible, and the tree itself
 * is not loaded; when it is for the first time, `onFirstLook` is called.
 */
export function registerClustersView(
  state: Shown,
  log: Log,
  onFirstLook: () => Promise<void>,
): { tree: () => Promise<ClusterTree>; view: Disposable } {
  const { clusters } = state;
  const owned = new Disposables();
  const rowsChanged = owned.add(new EventEmitter<Row[] | undefined>());
  let opened: OpenedTree | undefined;
  const load = lazy(async () => {
    const { openTree } = await import('./tree/openTree.ts');
    opened = openTree(state, log);
    const { tree } = opened;
    owned.add(tree);
    owned.add(tree.onDidChangeRows((rows) => rowsChanged.fire(rows)));
    owned.add(tree.onDidUpdate(describe));
    visible();
    return opened;
  });
  const view = owned.add(
    window.createTreeView<Row>(CLUSTERS_VIEW, {
      treeDataProvider: {
        onDidChangeTreeData: rowsChanged.event,
        getChildren: async (row) => (await load()).provider.getChildren(row),
        getParent: ({ parent }) => parent,
        getTreeItem: async (row) => (await load()).provider.getTreeItem(row),
        resolveTreeItem: async (item, row, token) =>
          (await load()).provider.resolveTreeItem(item, row, token),
      },
      showCollapseAll: true,
      canSelectMany: true,
    }),
  );
  const viewState = new ContextKey<'loading' | 'empty' | 'ready'>(CONTEXT_KEYS.state);
  const filtered = new ContextKey<boolean>(CONTEXT_KEYS.filtered);
  const allPods = new ContextKey<boolean>(CONTEXT_KEYS.allPods);
  const hasHidden = new ContextKey<boolean>(CONTEXT_KEYS.hasHidden);
  const signedIn = new ContextKey<boolean>(CONTEXT_KEYS.signedIn);
  const hasReport = new ContextKey<boolean>(CONTEXT_KEYS.hasReport);

  const describe = (): void => {
    const { hidden } = state.treeChoices;
    const empty = clusters.refs.length === 0 && clusters.unreadable.length === 0;
    viewState.set(clusters.isLoaded ? (empty ? 'empty' : 'ready') : 'loading');
    const filter = opened?.tree.filter ?? '';
    filtered.set(filter !== '');
    allPods.set(state.treeChoices.allPods);
    hasHidden.set(clusters.refs.some(({ id }) => hidden.has(id)));
    signedIn.set((state.azure.parts?.clusters.status ?? 'signed-out') !== 'signed-out');
    hasReport.set(state.results.lastReport !== undefined);
    // The only view of a container shows no description.
    view.message = filter === '' ? '' : `Filter: ${plainText(filter, 80)}`;
    const broken = opened?.tree.contradictions ?? 0;
    view.badge =
      broken === 0
        ? undefined
        : {
            value: broken,
            tooltip: `${count(broken, 'pod contradicts its', 'pods contradict their')} claim of a sandbox`,
          };
  };

  let watching: Disposable | undefined;
  let seen = false;
  const visible = (): void => {
    const reads = view.visible && workspace.isTrusted;
    if (reads) watching ??= clusters.watch();
    else {
      watching?.dispose();
      watching = undefined;
    }
    opened?.tree.setVisible(reads);
    if (reads) void load();
    describe();
    if (reads && !seen) {
      seen = true;
      void onFirstLook();
    }
  };
  owned.add(view.onDidChangeVisibility(visible));
  owned.add(workspace.onDidGrantWorkspaceTrust(visible));
  owned.add(view.onDidCollapseElement(({ element }) => opened?.didCollapse(element)));
  owned.add(view.onDidExpandElement(({ element }) => opened?.didExpand(element)));
  owned.add(toDisposable(() => watching?.dispose()));
  visible();
  return { tree: async () => (await load()).tree, view: owned };
}
