import { QuickPickItemKind, window } from 'vscode';
import {
  type InstallerOptions,
  installerOptions,
} from '../../../../gvisor/manifest/installerOptions.ts';
import type { KubeNode } from '../../../../model/node/node.ts';
import { nodePoolsOf } from '../../../../model/node/nodePool.ts';
import { commandSettings } from '../../target/commandSettings.ts';
import type { ClusterTarget } from '../../target/target.ts';
import { chosenPools, type ChosenPools, poolItems, tickedProblem } from './poolChoice.ts';

/**
 * Asks for node pools of a cluster with these nodes, each with its verdict. Those that cannot take
 * gVisor are listed with the reason.
 */
export async function pickPools(
  nodes: readonly KubeNode[],
  clicked: ClusterTarget['clicked'],
  title: string,
): Promise<ChosenPools | undefined> {
  const release = commandSettings.gvisorRelease();
  const pool = clicked?.kind === 'nodePool' ? clicked.name : undefined;
  const { fitting, refused } = poolItems(nodePoolsOf(nodes), release, pool);
  const separator = { label: 'cannot take gVisor', kind: QuickPickItemKind.Separator };
  const items = [...fitting, ...(refused.length > 0 ? [separator, ...refused] : [])];
  for (let placeHolder = PLACE_HOLDER; ;) {
    const options = {
      title: `${title}: Choose Node Pools`,
      placeHolder,
      canPickMany: true,
      matchOnDescription: true,
    } as const;
    const answer = await window.showQuickPick(items, options);
    const ticked = (answer ?? []).filter((item) => 'pool' in item);
    if (ticked.length === 0) return undefined;
    const problem = tickedProblem(ticked);
    if (problem === undefined) return chosenPools(ticked.map((item) => item.pool));
    // It is asked again, with the ticks as they were.
    for (const item of items) if ('pool' in item) item.picked = ticked.includes(item);
    placeHolder = problem;
  }
}

const PLACE_HOLDER = 'Choose pools. AKS support does not cover what a DaemonSet changes on nodes';

/** The installer for chosen pools, as the settings want it. */
export function optionsOf(
  { pools, onlyNodes, tolerations }: ChosenPools,
  image: string,
): InstallerOptions {
  return installerOptions(pools, {
    ...(onlyNodes ? { onlyNodes } : {}),
    release: commandSettings.gvisorRelease(),
    mirror: commandSettings.gvisorMirror(),
    image,
    tolerations,
  });
}
