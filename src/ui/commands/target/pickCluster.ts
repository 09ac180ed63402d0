import { window } from 'vscode';
import type { ClusterRef } from '../../../model/cluster/cluster.ts';
import type { State } from '../../../state/state.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';
import { type ClusterItem, clusterItems } from './pickItems.ts';

type Choosing = Pick<State, 'clusters' | 'active'>;

/** Asks for a cluster. `undefined` when nothing was chosen; throws when there is none to choose. */
export async function pickCluster(state: Choosing, title: string): Promise<ClusterRef | undefined> {
  await state.clusters.load();
  return (await pick(clusterItems(state.clusters.refs, state.active.id), title))?.ref;
}

/** Asks for the active cluster; `'none'` is the choice to have none. */
export async function pickActiveCluster(state: Choosing): Promise<ClusterRef | 'none' | undefined> {
  await state.clusters.load();
  const none: ClusterItem = { label: '$(circle-slash) No active cluster', ref: undefined };
  const items = [
    ...clusterItems(state.clusters.refs, state.active.id),
    ...(state.active.ref ? [none] : []),
  ];
  const picked = await pick(items, COMMAND_TITLES[COMMANDS.selectActiveCluster]);
  return picked && (picked.ref ?? 'none');
}

function pick(items: readonly ClusterItem[], title: string): Thenable<ClusterItem | undefined> {
  return window.showQuickPick(items, {
    title,
    placeHolder: 'Choose a cluster',
    matchOnDescription: true,
  });
}
