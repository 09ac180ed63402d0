import { env, Uri } from 'vscode';
import { portalAddress } from '../../../azure/clusters/portalAddress.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { aksTarget } from '../target/aksTarget.ts';

/** Opens the page of a cluster in the Azure portal. */
export async function openInPortal(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await aksTarget(context, args, 'Open in Azure Portal');
  if (!target) return;
  const portal = target.azure.clusters.cloud?.portal ?? '';
  await env.openExternal(Uri.parse(portalAddress(portal, target.cluster), true));
}
