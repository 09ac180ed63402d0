import { type QuickPickItem, window } from 'vscode';
import { quickPickText } from '../../../base/text/plainText.ts';
import { GROUP_BY_NAMES, type GroupBy } from '../../../model/tree/groups/groupBy.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';
import { showInformationMessage } from '../../notifications.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { pickCluster } from '../target/pickCluster.ts';
import { targetsOf } from '../target/targetsOf.ts';

interface GroupItem extends QuickPickItem {
  readonly groupBy: GroupBy;
}

/** Asks what pods are grouped by. */
export async function groupPods({ treeChoices }: CommandContext): Promise<void> {
  const items = Object.entries(GROUP_BY_NAMES).map(([groupBy, label]): GroupItem => {
    const isChosen = groupBy === treeChoices.groupBy;
    return { label, groupBy: groupBy as GroupBy, ...(isChosen ? { description: 'now' } : {}) };
  });
  const title = COMMAND_TITLES[COMMANDS.groupPods];
  const picked = await window.showQuickPick(items, { title, placeHolder: 'Group pods by' });
  if (picked) await treeChoices.setGroupBy(picked.groupBy);
}

/** Takes contexts out of the tree, until they are shown again; asks for one from the palette. */
export async function hideContext(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  await context.clusters.load();
  const clicked = targetsOf(args).flatMap(({ kind, cluster }) =>
    kind === 'cluster' ? [cluster] : [],
  );
  const picked =
    clicked.length > 0
      ? undefined
      : await pickCluster(context, COMMAND_TITLES[COMMANDS.hideContext]);
  await context.treeChoices.hide(picked ? [picked.id] : clicked);
}

interface HiddenItem extends QuickPickItem {
  readonly id: string;
}

/** Brings back contexts that were hidden; asks which ones if there are several. */
export async function showHiddenContexts({ clusters, treeChoices }: CommandContext): Promise<void> {
  await clusters.load();
  const { hidden } = treeChoices;
  // Of those that no kubeconfig names any more nothing could be shown.
  const items = clusters.refs
    .filter(({ id }) => hidden.has(id))
    .map(({ id, name }): HiddenItem => ({ label: quickPickText(name), id, picked: true }));
  if (items.length === 0) {
    void showInformationMessage('No context is hidden.');
    return;
  }
  const title = COMMAND_TITLES[COMMANDS.showHiddenContexts];
  const picked =
    items.length === 1
      ? items
      : await window.showQuickPick(items, {
          title,
          placeHolder: 'Contexts to show again',
          canPickMany: true,
        });
  if (picked) await treeChoices.show(picked.map(({ id }) => id));
}
