import { plainText } from '../../../base/text/plainText.ts';
import { UserError } from '../../../base/problem.ts';
import { outcomeProblem } from '../../../gvisor/deploy/admission.ts';
import { readInstalled } from '../../../gvisor/deploy/installed.ts';
import { fitToServer } from '../../../gvisor/deploy/fitToServer.ts';
import { installPreflight } from '../../../gvisor/deploy/installPreflight.ts';
import { pinnedImage } from '../../../gvisor/image/imageDigest.ts';
import { installerManifest } from '../../../gvisor/manifest/installerManifest.ts';
import { manifestYaml } from '../../../gvisor/manifest/manifestYaml.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { ApiResources } from '../../../kube/write/apiResources.ts';
import { applyObjects } from '../../../kube/write/applyObjects.ts';
import { nodePoolsOf } from '../../../model/node/nodePool.ts';
import type { InstallOperation } from '../../../state/memory/gvisorOperation.ts';
import { showInformationMessage } from '../../notifications.ts';
import { withCancellableProgress } from '../../progress.ts';
import { nodesOf } from '../target/clusterObjects.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { commandSettings } from '../target/commandSettings.ts';
import { clusterTarget } from '../target/target.ts';
import { followInstall } from './followInstall.ts';
import { notDeployed } from './gvisorProblems.ts';
import { installQuestion, nothingToInstall } from '../../../gvisor/deploy/installQuestion.ts';
import { operationTitle } from './operationTitle.ts';
import { optionsOf, pickPools } from './pickPools.ts';
import { type ChosenPools, chosenPools } from './poolChoice.ts';

/** Deploys gVisor to node pools: pick, try, show, ask once, apply, follow, prove. */
export async function deployGVisor(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const title = operationTitle({ kind: 'deploy' });
  const target = await clusterTarget(context, args, title);
  const picked = target && (await pickPools(target, title));
  if (picked) await install(context, target.session, picked);
}

/** Brings an installation to the release of the settings, on the pools where it is. */
export async function upgradeGVisor(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const title = operationTitle({ kind: 'upgrade' });
  const target = await clusterTarget(context, args, title);
  if (!target) return;
  const { session } = target;
  const { connection } = session;
  const cluster = plainText(connection.cluster.name);
  const installed = await withCancellableProgress(
    `${title}: reading what ${cluster} has`,
    (_, signal) => readInstalled(connection, new ApiResources(connection), signal),
  );
  if (!installed) throw notDeployed(cluster);
  const { pools, release } = installed;
  const all = nodePoolsOf(await nodesOf(session, title));
  const there = all.filter(({ name }) => pools.names.includes(name));
  await install(context, session, { ...chosenPools(there), pools }, release);
}

async function install(
  context: CommandContext,
  session: ClusterSession,
  picked: ChosenPools,
  upgradeFrom?: string,
): Promise<void> {
  const { connection } = session;
  const resources = new ApiResources(connection);
  const cluster = plainText(connection.cluster.name);
  const kind: InstallOperation['kind'] = upgradeFrom === undefined ? 'deploy' : 'upgrade';
  const { options, manifests, tried, warnings } = await withCancellableProgress(
    `${operationTitle({ kind })}: checking ${cluster}`,
    async (_, signal) => {
      const { image, warning } = await pinnedImage(commandSettings.gvisorImage(), signal);
      const fitted = await fitToServer(optionsOf(picked, image), resources, signal);
      const planned = fitted.options;
      const objects = installerManifest(planned);
      const outcome = await installPreflight(connection, resources, objects, signal);
      const told = [warning, fitted.warning, ...outcome.warnings].filter(
        (one) => one !== undefined,
      );
      return { options: planned, manifests: objects, tried: outcome, warnings: told };
    },
  );
  const [problem] = tried.problems;
  if (problem) throw new UserError(problem);
  const { outcomes } = tried;
  if (outcomes.every((one) => one.state === 'applied' && one.change === 'unchanged')) {
    void showInformationMessage(nothingToInstall(kind, cluster, options));
    return;
  }
  const origins = commandSettings.gvisorOrigins();
  const nodes = picked.nodes.length;
  const plan = { options, origins, nodes, outcomes, warnings, upgradeFrom };
  const isYes = await context.previews.askQuestion({
    target: `gvisor|${connection.cluster.id}`,
    question: installQuestion(cluster, plan),
    sent: { what: 'What is sent', yaml: await manifestYaml(manifests) },
    action: kind,
  });
  if (!isYes) return;
  const { release, image } = options;
  const operation = { kind, nodes: picked.nodes, release: release.name, image };
  await followInstall(context, session, operation, async (signal) => {
    const applied = await applyObjects(connection, resources, manifests, { signal });
    const refused = applied.map(outcomeProblem).find((one) => one !== undefined);
    if (refused) throw new UserError(refused);
  });
}
