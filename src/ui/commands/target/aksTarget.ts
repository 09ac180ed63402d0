import { type QuickPickItem, window } from 'vscode';
import { quickPickText } from '../../../base/text/plainText.ts';
import type { AksCluster } from '../../../model/aks/aksCluster.ts';
import type { TreeTarget } from '../../../model/tree/treeNode.ts';
import type { AzureParts } from '../../../state/azure.ts';
import type { CommandContext } from './commandContext.ts';
import { noAzureSignIn, notOfAzure } from './targetProblems.ts';
import { clickedTarget } from './targetsOf.ts';

/** The AKS cluster that a command is about. */
export interface AksTarget {
  readonly azure: AzureParts;
  readonly cluster: AksCluster;
  /** The id of its row. */
  readonly id: string;
  /** The row that the command was called on; `undefined` from the palette. */
  readonly clicked: TreeTarget | undefined;
}

interface AksItem extends QuickPickItem {
  readonly target: Pick<AksTarget, 'cluster' | 'id'>;
}

/**
 * The AKS cluster a command is about: that of the row that was clicked, else the active one, else
 * it asks. Throws when Azure does not know it, or nobody is signed in.
 */
export async function aksTarget(
  { azure, clusters, active }: CommandContext,
  args: readonly unknown[],
  title: string,
): Promise<AksTarget | undefined> {
  const parts = await azure.open();
  await Promise.all([clusters.load(), parts.clusters.load()]);
  const clicked = clickedTarget(args);
  const ref = clicked ? clusters.ref(clicked.cluster) : active.ref;
  if (ref?.aks) return { azure: parts, cluster: ref.aks, id: ref.id, clicked };
  if (clicked && parts.clusters.status !== 'signed-out') throw notOfAzure(ref?.name ?? '');
  const items = clusters.refs.flatMap(({ id, aks }): AksItem[] => (aks ? [aksItem(id, aks)] : []));
  if (items.length === 0) throw noAzureSignIn();
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: 'Choose an AKS cluster',
    matchOnDescription: true,
  });
  return picked && { azure: parts, ...picked.target, clicked: undefined };
}

function aksItem(id: string, cluster: AksCluster): AksItem {
  return {
    label: quickPickText(cluster.name),
    description: quickPickText(`${cluster.resourceGroup} · ${cluster.subscription.name}`),
    target: { cluster, id },
  };
}
