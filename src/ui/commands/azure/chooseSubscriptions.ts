import { type QuickPickItem, window } from 'vscode';
import { quickPickText } from '../../../base/text/plainText.ts';
import { noAzureSignIn } from '../target/targetProblems.ts';
import type { CommandContext } from '../target/commandContext.ts';

/**
 * Asks which subscriptions' clusters are shown; all of them are no choice, so that new ones show
 * too.
 */
export async function chooseSubscriptions({ azure }: CommandContext): Promise<void> {
  const { clusters } = await azure.open();
  await clusters.load();
  const { subscriptions, chosenSubscriptions: chosen } = clusters;
  if (subscriptions.length === 0) throw noAzureSignIn();
  const items: (QuickPickItem & { readonly id: string })[] = subscriptions.map(({ id, name }) => ({
    id,
    label: quickPickText(name),
    description: id,
    picked: chosen === undefined || chosen.includes(id),
  }));
  const picked = await window.showQuickPick(items, {
    title: 'Choose Subscriptions',
    placeHolder: 'AKS clusters of these subscriptions are shown',
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!picked) return;
  const all = picked.length === items.length;
  await clusters.chooseSubscriptions(all ? undefined : picked.map(({ id }) => id));
}
