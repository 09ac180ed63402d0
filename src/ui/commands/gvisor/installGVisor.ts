import { plainText } from '../../../base/text/plainText.ts';
import { UserError } from '../../../base/problem.ts';
import { outcomeProblem } from '../../../gvisor/deploy/admission.ts';
import { firstNode, triedText } from '../../../gvisor/deploy/firstNode.ts';
import { type Installed, readInstalled } from '../../../gvisor/deploy/installed.ts';
import { fitToServer } from '../../../gvisor/deploy/fitToServer.ts';
import { installPreflight } from '../../../gvisor/deploy/installPreflight.ts';
import { readPaused } from '../../../gvisor/deploy/pause.ts';
import { pinnedImage } from '../../../gvisor/image/imageDigest.ts';
import { installerManifest } from '../../../gvisor/manifest/installerManifest.ts';
import { manifestYaml } from '../../../gvisor/manifest/manifestYaml.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { ApiResources } from '../../../kube/write/apiResources.ts';
import { applyObjects } from '../../../kube/write/applyObjects.ts';
import type { InstallOperation } from '../../../state/memory/gvisorOperation.ts';
import { showInformationMessage } from '../../notifications.ts';
import { withCancellableProgress } from '../../progress.ts';
import { nodesOf } from '../target/clusterObjects.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { commandSettings } from '../target/commandSettings.ts';
import { type ClusterTarget, clusterTarget } from '../target/target.ts';
import { followInstall } from './followInstall.ts';
import { notDeployed, triedNodeIsGone } from './gvisorProblems.ts';
import { installQuestion, nothingToInstall } from '../../../gvisor/deploy/installQuestion.ts';
import { operationTitle } from './operationTitle.ts';
import { stillPausedText } from './pauseText.ts';
import { optionsOf, pickPools } from './choice/pickPools.ts';
import { installedPools, poolsOf } from './choice/installedPools.ts';
import type { ChosenPools } from './choice/poolChoice.ts';
import { goOnOrAnew, whereToBegin } from './choice/whereToBegin.ts';

/** Deploys gVisor to node pools: pick, try, show, ask once, apply, follow, prove. */
export async function deployGVisor(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const title = operationTitle({ kind: 'deploy' });
  const target = await clusterTarget(context, args, title);
  const picked = target && (await pickNodes(target, title));
  if (picked) await install(context, target.session, picked);
}

/** Asks for pools and where to begin; where one node was tried before, whether to go on. */
async function pickNodes(target: ClusterTarget, title: string): Promise<ChosenPools | undefined> {
  const { session, clicked } = target;
  const installed = await readInstallation(session, title);
  const all = await nodesOf(session, title);
  if (installed?.onlyNodes && poolsOf(installed, all).length > 0) {
    const whole = installedPools(installed, all);
    const { onlyNodes } = installed;
    const tried = triedText(all.filter(({ name }) => onlyNodes.includes(name)));
    const answer = await goOnOrAnew(installed, whole.nodes.length, tried, title);
    if (answer !== 'anew') return answer && whole;
  }
  const picked = await pickPools(all, clicked, title);
  if (!picked || installed) return picked;
  const nodes = all.filter(({ name }) => picked.nodes.includes(name));
  const first = firstNode(nodes);
  if (!first) return picked;
  const begin = await whereToBegin(first, nodes.length, title);
  return begin === 'one' ? { ...picked, onlyNodes: [first.name] } : begin && picked;
}

function readInstallation(
  { connection }: ClusterSession,
  title: string,
): Thenable<Installed | undefined> {
  return withCancellableProgress(
    `${title}: reading what ${plainText(connection.cluster.name)} has`,
    (_, signal) => readInstalled(connection, new ApiResources(connection), signal),
  );
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
  const installed = await readInstallation(session, title);
  if (!installed) throw notDeployed(plainText(session.connection.cluster.name));
  const { onlyNodes, release } = installed;
  const picked = installedPools(installed, await nodesOf(session, title));
  const tried = onlyNodes?.filter((name) => picked.nodes.includes(name));
  if (tried?.length === 0) throw triedNodeIsGone(plainText(session.connection.cluster.name));
  await install(context, session, { ...picked, ...(tried ? { onlyNodes: tried } : {}) }, release);
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
  const kind = upgradeFrom === undefined ? 'deploy' : 'upgrade';
  const { options, manifests, tried, paused, warnings } = await withCancellableProgress(
    `${operationTitle({ kind })}: checking ${cluster}`,
    async (_, signal) => {
      const { image, warning } = await pinnedImage(commandSettings.gvisorImage(), signal);
      const fitted = await fitToServer(optionsOf(picked, image), resources, signal);
      const planned = fitted.options;
      const objects = installerManifest(planned);
      const outcome = await installPreflight(connection, resources, objects, signal);
      const isPaused = await readPaused(connection, resources, signal);
      const pausedNow = isPaused ? stillPausedText(cluster) : undefined;
      const told = [pausedNow, warning, fitted.warning, ...outcome.warnings].filter(
        (one) => one !== undefined,
      );
      return {
        options: planned,
        manifests: objects,
        tried: outcome,
        paused: pausedNow,
        warnings: told,
      };
    },
  );
  const [problem] = tried.problems;
  if (problem) throw new UserError(problem);
  const { outcomes } = tried;
  if (outcomes.every((one) => one.state === 'applied' && one.change === 'unchanged')) {
    void showInformationMessage(paused ?? nothingToInstall(kind, cluster, options));
    return;
  }
  const origins = commandSettings.gvisorOrigins();
  const nodes = picked.onlyNodes ?? picked.nodes;
  const others = picked.nodes.length - nodes.length;
  const plan = { options, origins, nodes: nodes.length, others, outcomes, warnings, upgradeFrom };
  const isYes = await context.previews.askQuestion({
    target: `gvisor|${connection.cluster.id}`,
    question: installQuestion(cluster, plan),
    sent: { what: 'What is sent', yaml: await manifestYaml(manifests) },
    action: kind,
  });
  if (!isYes) return;
  const { release, image } = options;
  const operation: InstallOperation = { kind, nodes, others, release: release.name, image };
  await followInstall(context, session, operation, async (signal) => {
    const applied = await applyObjects(connection, resources, manifests, { signal });
    const refused = applied.map(outcomeProblem).find((one) => one !== undefined);
    if (refused) throw new UserError(refused);
  });
}
