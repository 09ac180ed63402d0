import { window, workspace } from 'vscode';
import { type Disposable, Disposables, toDisposable } from '../../base/disposable.ts';
import type { Log } from '../../base/log.ts';
import { plainText } from '../../base/text/plainText.ts';
import { CLUSTERS_VIEW, CONTEXT_KEYS } from '../ids.ts';
import { ContextKey } from '../contextKey.ts';
import { count } from '../../base/text/count.ts';
import { ClusterTree, type Shown } from './tree/clusterTree.ts';
import { treeDataProvider } from './tree/treeDataProvider.ts';

/**
 * Puts the tree into the sidebar. Nothing is read before the view is visible; when it is for the
 * first time, `onFirstLook` is called.
 */
export function registerClustersView(
  state: Shown,
  log: Log,
  onFirstLook: () => Promise<void>,
): { tree: ClusterTree; view: Disposable } {
  const { clusters } = state;
  const owned = new Disposables();
  const tree = owned.add(new ClusterTree(state, log));
  const view = owned.add(
    window.createTreeView(CLUSTERS_VIEW, {
      treeDataProvider: treeDataProvider(tree),
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
    const empty = clusters.refs.length === 0 && clusters.unreadable.length === 0;
    viewState.set(clusters.isLoaded ? (empty ? 'empty' : 'ready') : 'loading');
    filtered.set(tree.filter !== '');
    allPods.set(state.treeChoices.allPods);
    hasHidden.set(state.treeChoices.hidden.size > 0);
    signedIn.set((state.azure.parts?.clusters.status ?? 'signed-out') !== 'signed-out');
    hasReport.set(state.results.lastReport !== undefined);
    // The only view of a container shows no description.
    view.message = tree.filter === '' ? '' : `Filter: ${plainText(tree.filter, 80)}`;
    const broken = tree.contradictions;
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
    tree.setVisible(reads);
    describe();
    if (reads && !seen) {
      seen = true;
      void onFirstLook();
    }
  };
  owned.add(tree.onDidUpdate(describe));
  owned.add(view.onDidChangeVisibility(visible));
  owned.add(workspace.onDidGrantWorkspaceTrust(visible));
  owned.add(view.onDidCollapseElement(({ element }) => tree.didCollapse(element)));
  owned.add(view.onDidExpandElement(({ element }) => tree.didExpand(element)));
  owned.add(toDisposable(() => watching?.dispose()));
  visible();
  return { tree, view: owned };
}
