import { QuickPickItemKind, window } from 'vscode';
import {
  type InstallerOptions,
  installerOptions,
} from '../../../gvisor/manifest/installerOptions.ts';
import { nodePoolsOf } from '../../../model/node/nodePool.ts';
import { nodesOf } from '../target/clusterObjects.ts';
import { commandSettings } from '../target/commandSettings.ts';
import type { ClusterTarget } from '../target/target.ts';
import { type ChosenPools, poolItems, tickedPools } from './poolChoice.ts';

/**
 * Asks for node pools, each with its verdict. Those that cannot take gVisor are listed with the
 * reason.
 */
export async function pickPools(
  { session, clicked }: ClusterTarget,
  title: string,
): Promise<ChosenPools | undefined> {
  const release = commandSettings.gvisorRelease();
  const pools = nodePoolsOf(await nodesOf(session, title));
  const pool = clicked?.kind === 'nodePool' ? clicked.name : undefined;
  const { fitting, refused } = poolItems(pools, release, pool);
  const separator = { label: 'cannot take gVisor', kind: QuickPickItemKind.Separator };
  const items = [...fitting, ...(refused.length > 0 ? [separator, ...refused] : [])];
  const answer = await window.showQuickPick(items, {
    title: `${title}: Choose Node Pools`,
    placeHolder: 'Microsoft allows this, but does not support it',
    canPickMany: true,
    matchOnDescription: true,
  });
  const ticked = (answer ?? []).filter((item) => 'pool' in item);
  return ticked.length === 0 ? undefined : tickedPools(ticked);
}

/** The installer for chosen pools, as the settings want it. */
export function optionsOf({ pools, tolerations }: ChosenPools, image: string): InstallerOptions {
  return installerOptions(pools, {
    release: commandSettings.gvisorRelease(),
    mirror: commandSettings.gvisorMirror(),
    image,
    tolerations,
  });
}
