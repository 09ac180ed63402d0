import { type QuickPickItem, window } from 'vscode';
import { plainText } from '../../../base/plainText.ts';
import type { ClusterRef } from '../../../model/cluster/cluster.ts';
import type { State } from '../../../state/state.ts';
import { noCluster } from './targetProblems.ts';

type Choosing = Pick<State, 'clusters' | 'active'>;

interface ClusterItem extends QuickPickItem {
  readonly ref: ClusterRef | undefined;
}

/** Asks for a cluster. `undefined` when nothing was chosen; throws when there is none to choose. */
export async function pickCluster(state: Choosing, title: string): Promise<ClusterRef | undefined> {
  await state.clusters.load();
  return (await pick(clusterItems(state), title))?.ref;
}

/** Asks for the active cluster; `'none'` is the choice to have none. */
export async function pickActiveCluster(state: Choosing): Promise<ClusterRef | 'none' | undefined> {
  await state.clusters.load();
  const none: ClusterItem = { label: '$(circle-slash) No active cluster', ref: undefined };
  const items = [...clusterItems(state), ...(state.active.ref ? [none] : [])];
  const picked = await pick(items, 'Select the Active Cluster');
  return picked && (picked.ref ?? 'none');
}

function clusterItems({ clusters, active }: Choosing): readonly ClusterItem[] {
  const usable = clusters.refs.filter(({ problem }) => !problem);
  if (usable.length === 0) throw noCluster();
  return usable.map((ref) => ({
    label: plainText(ref.name),
    description: [
      plainText(URL.parse(ref.server)?.host ?? ref.server),
      ...(ref.id === active.id ? ['active'] : []),
    ].join(' · '),
    detail: plainText(ref.file),
    ref,
  }));
}

function pick(items: readonly ClusterItem[], title: string): Thenable<ClusterItem | undefined> {
  return window.showQuickPick(items, {
    title,
    placeHolder: 'Choose a context',
    matchOnDescription: true,
  });
}
