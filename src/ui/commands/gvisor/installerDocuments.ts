import { plainText } from '../../../base/plainText.ts';
import { UserError } from '../../../base/problem.ts';
import { NAMESPACE } from '../../../gvisor/manifest/installerNames.ts';
import { installerOptions } from '../../../gvisor/manifest/installerOptions.ts';
import { installerManifest } from '../../../gvisor/manifest/installerManifest.ts';
import { manifestYaml } from '../../../gvisor/manifest/manifestYaml.ts';
import { installerPods } from '../../../gvisor/remove/removal.ts';
import { CLUSTERS_VIEW } from '../../ids.ts';
import { readPodLog } from '../../../kube/resources/podRequests.ts';
import { nodePoolsOf } from '../../../model/node/nodePool.ts';
import type { Clusters } from '../../../state/clusters.ts';
import type { ReadonlyDocuments } from '../../documents/readonlyDocuments.ts';
import { withViewProgress } from '../../progress.ts';
import { commandSettings } from '../target/commandSettings.ts';
import { pickGVisorPools } from './gvisorPools.ts';
import { nodesOf } from '../target/nodesOf.ts';
import { clusterTarget, sessionOf, targetsOf } from '../target/target.ts';

const LOG_LINES = 2000;

/** Shows the objects of the installer for chosen pools, to put under GitOps. Changes nothing. */
export async function showInstallerManifest(
  clusters: Clusters,
  documents: ReadonlyDocuments,
  args: readonly unknown[],
): Promise<void> {
  const target = await clusterTarget(clusters, args, 'Show Installer Manifest');
  if (!target) return;
  const { session, clicked } = target;
  const release = commandSettings.gvisorRelease();
  const pool = clicked?.kind === 'nodePool' ? clicked.name : undefined;
  const picked = await pickGVisorPools(nodePoolsOf(await nodesOf(session)), release, pool);
  if (!picked) return;
  const options = installerOptions(picked.pools, {
    release,
    mirror: commandSettings.gvisorMirror(),
    image: commandSettings.gvisorImage(),
    tolerations: picked.tolerations,
  });
  const yaml = await manifestYaml(installerManifest(options));
  await documents.show([session.connection.cluster.name, 'gvisor-installer.yaml'], yaml);
}

/** Shows what the installer printed on a node. */
export async function showInstallerLog(
  clusters: Clusters,
  documents: ReadonlyDocuments,
  args: readonly unknown[],
): Promise<void> {
  const node = targetsOf(args).find(({ kind }) => kind === 'node');
  if (node?.kind !== 'node') return;
  const { connection } = sessionOf(clusters, node.cluster);
  const text = await withViewProgress(CLUSTERS_VIEW, async (signal) => {
    const pod = (await installerPods(connection, signal)).find((one) => one.node === node.name);
    if (!pod) throw noPod(node.name);
    const container = 'installer';
    const request = { namespace: NAMESPACE, pod: pod.name, container, tailLines: LOG_LINES };
    return readPodLog(connection, { ...request, signal });
  });
  await documents.show([connection.cluster.name, `${node.name} gvisor.log`], text);
}

function noPod(node: string): UserError {
  return new UserError({
    kind: 'not-found',
    what: `The gVisor installer has no pod on ${plainText(node)}`,
    next: 'See whether its DaemonSet still selects the node.',
    retryable: true,
  });
}
