import { plainText } from '../../../base/plainText.ts';
import { UserError } from '../../../base/problem.ts';
import { outcomeProblem } from '../../../gvisor/deploy/admission.ts';
import { pinnedImage } from '../../../gvisor/image/imageDigest.ts';
import { readInstalled } from '../../../gvisor/deploy/installed.ts';
import { installerOptions } from '../../../gvisor/manifest/installerOptions.ts';
import { installerManifest } from '../../../gvisor/manifest/installerManifest.ts';
import { installPreflight } from '../../../gvisor/deploy/installPreflight.ts';
import { ApiResources } from '../../../kube/write/apiResources.ts';
import { applyObjects, type Outcome } from '../../../kube/write/applyObjects.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { nodePoolsOf } from '../../../model/node/nodePool.ts';
import type { ReadonlyDocuments } from '../../documents/readonlyDocuments.ts';
import { withCancellableProgress } from '../../progress.ts';
import { commandSettings } from '../target/commandSettings.ts';
import { confirmInstall } from './confirmInstall.ts';
import { followInstall, type InstallContext } from './followInstall.ts';
import { type ChosenPools, chosen, pickGVisorPools } from './gvisorPools.ts';
import { nodesOf } from '../target/nodesOf.ts';
import { clusterTarget } from '../target/target.ts';

/** Deploys gVisor to node pools: pick, try, show, ask once, apply, follow, prove. */
export async function deployGVisor(
  context: InstallContext,
  documents: ReadonlyDocuments,
  args: readonly unknown[],
): Promise<void> {
  const target = await clusterTarget(context.clusters, args, 'Deploy gVisor');
  if (!target) return;
  const { session, clicked } = target;
  const pools = nodePoolsOf(await nodesOf(session));
  const pool = clicked?.kind === 'nodePool' ? clicked.name : undefined;
  const picked = await pickGVisorPools(pools, commandSettings.gvisorRelease(), pool);
  if (picked) await install(context, documents, session, picked);
}

/** Brings an installation to the release of the settings, on the pools where it is. */
export async function upgradeGVisor(
  context: InstallContext,
  documents: ReadonlyDocuments,
  args: readonly unknown[],
): Promise<void> {
  const target = await clusterTarget(context.clusters, args, 'Upgrade gVisor');
  if (!target) return;
  const { session } = target;
  const { connection } = session;
  const { signal } = new AbortController();
  const installed = await readInstalled(connection, new ApiResources(connection), signal);
  if (!installed) throw notDeployed(connection.cluster.name);
  const there = nodePoolsOf(await nodesOf(session)).filter(({ name }) =>
    installed.pools.names.includes(name),
  );
  const picked = { ...chosen(there), pools: installed.pools };
  await install(context, documents, session, picked, installed.release);
}

/** What is said where there is no installation. */
export function notDeployed(cluster: string): UserError {
  return new UserError({
    kind: 'not-found',
    what: `gVisor was not deployed to ${plainText(cluster)} by AKS Sandbox`,
    next: 'Deploy gVisor first.',
    retryable: true,
  });
}

async function install(
  context: InstallContext,
  documents: ReadonlyDocuments,
  session: ClusterSession,
  picked: ChosenPools,
  upgradeFrom?: string,
): Promise<void> {
  const { connection } = session;
  const resources = new ApiResources(connection);
  const cluster = plainText(connection.cluster.name);
  const title = upgradeFrom === undefined ? 'Deploy gVisor' : 'Upgrade gVisor';
  const { options, manifests, tried, warnings } = await withCancellableProgress(
    `${title}: checking ${cluster}`,
    async (_, signal) => {
      const { image, warning } = await pinnedImage(commandSettings.gvisorImage(), signal);
      const planned = installerOptions(picked.pools, {
        release: commandSettings.gvisorRelease(),
        mirror: commandSettings.gvisorMirror(),
        image,
        tolerations: picked.tolerations,
      });
      const objects = installerManifest(planned);
      const outcome = await installPreflight(connection, resources, objects, signal);
      const told = [...(warning === undefined ? [] : [warning]), ...outcome.warnings];
      return { options: planned, manifests: objects, tried: outcome, warnings: told };
    },
  );
  const [problem] = tried.problems;
  if (problem) throw new UserError(problem);
  const { outcomes } = tried;
  const plan = { options, nodes: picked.nodes.length, outcomes, warnings, upgradeFrom };
  if (!(await confirmInstall(documents, cluster, manifests, plan))) return;
  const { release, image } = options;
  const operation = {
    kind: 'install',
    title,
    nodes: picked.nodes,
    release: release.name,
    image,
  } as const;
  await followInstall(context, session, operation, async (signal) => {
    assertApplied(await applyObjects(connection, resources, manifests, { signal }));
  });
}

function assertApplied(outcomes: readonly Outcome[]): void {
  const problem = outcomes.map(outcomeProblem).find((one) => one !== undefined);
  if (problem) throw new UserError(problem);
}
