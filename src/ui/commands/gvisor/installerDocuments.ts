import { NAMESPACE } from '../../../gvisor/manifest/installerNames.ts';
import { installerManifest } from '../../../gvisor/manifest/installerManifest.ts';
import { manifestYaml } from '../../../gvisor/manifest/manifestYaml.ts';
import { installerPods } from '../../../gvisor/remove/removal.ts';
import { CLUSTERS_VIEW, COMMANDS } from '../../ids.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { readPodLog } from '../../../kube/resources/podRequests.ts';
import { MAX_LOG_LINES } from '../../documents/readonlyDocuments.ts';
import { withViewProgress } from '../../progress.ts';
import { nodesOf } from '../target/clusterObjects.ts';
import { commandSettings } from '../target/commandSettings.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { clusterTarget, sessionOf } from '../target/target.ts';
import { clickedTarget, targetsOf } from '../target/targetsOf.ts';
import { noInstallerPod } from './gvisorProblems.ts';
import { askByName, namePools } from './choice/namePools.ts';
import { optionsOf, pickPools } from './choice/pickPools.ts';

/** Shows the objects of the installer for chosen pools, to put under GitOps. Changes nothing. */
export async function showInstallerManifest(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const title = COMMAND_TITLES[COMMANDS.showInstallerManifest];
  const isByName = clickedTarget(args) ? false : await askByName(title);
  if (isByName === undefined) return;
  const target = isByName ? undefined : await clusterTarget(context, args, title);
  const picked = isByName
    ? await namePools(title)
    : target && (await pickPools(await nodesOf(target.session, title), target.clicked, title));
  if (!picked) return;
  const options = optionsOf(picked, commandSettings.gvisorImage());
  const yaml = await manifestYaml(installerManifest(options));
  const place = target?.session.connection.cluster.name ?? picked.pools.names.join(', ');
  await context.documents.show([place, 'gvisor-installer.yaml'], yaml);
}

/** Shows what the installer printed on a node. */
export async function showInstallerLog(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const node = targetsOf(args).find(({ kind }) => kind === 'node');
  if (node?.kind !== 'node') return;
  const { connection } = await sessionOf(context, node.cluster);
  const text = await withViewProgress(CLUSTERS_VIEW, async (signal) => {
    const pod = (await installerPods(connection, signal)).find((one) => one.node === node.name);
    if (!pod) throw noInstallerPod(node.name);
    const container = 'installer';
    const request = { namespace: NAMESPACE, pod: pod.name, container, tailLines: MAX_LOG_LINES };
    return readPodLog(connection, { ...request, signal });
  });
  await context.documents.show([connection.cluster.name, `${node.name} gvisor.log`], text);
}
