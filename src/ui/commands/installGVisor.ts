import { window } from 'vscode';
import { isAbort } from '../../base/abort.ts';
import type { Log } from '../../base/log.ts';
import { plainText } from '../../base/plainText.ts';
import { type Problem, UserError } from '../../base/problem.ts';
import { outcomeProblem } from '../../gvisor/admission.ts';
import { pinnedImage } from '../../gvisor/imageDigest.ts';
import { type Installed, readInstalled } from '../../gvisor/installed.ts';
import { installerOptions, type InstallerOptions } from '../../gvisor/installerOptions.ts';
import { installerManifest } from '../../gvisor/manifest.ts';
import { manifestYaml } from '../../gvisor/manifestYaml.ts';
import { outcomesText } from '../../gvisor/outcomeText.ts';
import { preflight } from '../../gvisor/preflight.ts';
import { ApiResources } from '../../kube/apiResource.ts';
import type { Manifest } from '../../kube/apply.ts';
import { applyObjects, type Outcome } from '../../kube/applyObjects.ts';
import type { ClusterSession } from '../../kube/clusterSession.ts';
import { nodePoolsOf } from '../../model/nodePool.ts';
import type { Clusters } from '../clusters.ts';
import type { ReadonlyDocuments } from '../documents/readonlyDocuments.ts';
import { withCancellableProgress } from '../progress.ts';
import { settings } from '../settings.ts';
import { followRollout } from './followRollout.ts';
import { type ChosenPools, chosen, pickGVisorPools } from './gvisorPools.ts';
import { nodesOf } from './nodesOf.ts';
import { finishRollout } from './finishRollout.ts';
import { activeOrPicked, sessionOf, targetsOf } from './target.ts';

/** Deploys gVisor to node pools: pick, try, show, ask once, apply, follow, prove. */
export async function deployGVisor(
  clusters: Clusters,
  documents: ReadonlyDocuments,
  log: Log,
  args: readonly unknown[],
): Promise<void> {
  const [clicked] = targetsOf(args);
  const id = clicked?.cluster ?? (await activeOrPicked(clusters, 'Deploy gVisor'))?.id;
  if (id === undefined) return;
  const session = sessionOf(clusters, id);
  const pools = nodePoolsOf(await nodesOf(session));
  const pool = clicked?.kind === 'nodePool' ? clicked.name : undefined;
  const picked = await pickGVisorPools(pools, settings.gvisorRelease(), pool);
  if (picked) await install(clusters, documents, session, log, picked, 'Deploy gVisor');
}

/** Brings an installation to the release of the settings, on the pools where it is. */
export async function upgradeGVisor(
  clusters: Clusters,
  documents: ReadonlyDocuments,
  log: Log,
  args: readonly unknown[],
): Promise<void> {
  const [clicked] = targetsOf(args);
  const id = clicked?.cluster ?? (await activeOrPicked(clusters, 'Upgrade gVisor'))?.id;
  if (id === undefined) return;
  const session = sessionOf(clusters, id);
  const { pools } = await installedIn(session);
  const there = nodePoolsOf(await nodesOf(session)).filter(({ name }) =>
    pools.names.includes(name),
  );
  await install(clusters, documents, session, log, { ...chosen(there), pools }, 'Upgrade gVisor');
}

/** The installation in a cluster. Throws a `UserError` when there is none. */
export async function installedIn(session: ClusterSession): Promise<Installed> {
  const { connection } = session;
  const { signal } = new AbortController();
  const installed = await readInstalled(connection, new ApiResources(connection), signal);
  if (installed) return installed;
  throw new UserError({
    kind: 'not-found',
    what: `gVisor was not deployed to ${connection.cluster.name} by AKS Sandbox`,
    next: 'Deploy gVisor first.',
    retryable: true,
  });
}

async function install(
  clusters: Clusters,
  documents: ReadonlyDocuments,
  session: ClusterSession,
  log: Log,
  picked: ChosenPools,
  title: 'Deploy gVisor' | 'Upgrade gVisor',
): Promise<void> {
  const { connection } = session;
  const resources = new ApiResources(connection);
  const cluster = plainText(connection.cluster.name);
  const prepared = await withCancellableProgress(
    `${title}: checking ${cluster}`,
    async (_, signal) => {
      const image = settings.gvisorImage();
      const pinned = await pinnedImage(image, signal);
      const options = installerOptions(picked.pools, {
        release: settings.gvisorRelease(),
        mirror: settings.gvisorMirror(),
        image: pinned ?? image,
        tolerations: picked.tolerations,
      });
      const manifests = installerManifest(options);
      const tried = await preflight(connection, resources, manifests, signal);
      return { options, manifests, tried, isPinned: pinned !== undefined };
    },
  );
  const [problem] = prepared.tried.problems;
  if (problem) throw new UserError(problem);
  if (!(await confirm(documents, cluster, picked, prepared, title))) return;

  const { options, manifests } = prepared;
  try {
    const rollout = await withCancellableProgress(
      `${title} in ${cluster}`,
      async (report, signal) => {
        report.report({ message: 'applying' });
        assertApplied(await applyObjects(connection, resources, manifests, { signal }));
        session.refresh();
        return followRollout(session, picked.nodes, options.release, report, signal);
      },
    );
    // The message may stay for long: the command is done before it is answered.
    await finishRollout(clusters, session, rollout, options.image, log);
  } catch (error) {
    if (!isAbort(error)) throw error;
    void window.showInformationMessage(
      `You no longer follow it, but what was applied to ${cluster} stays, and the installer goes on by itself: see the nodes in the tree. Remove gVisor takes it back.`,
    );
  } finally {
    session.refresh();
  }
}

/** Shows exactly what will be sent, then asks once. */
async function confirm(
  documents: ReadonlyDocuments,
  cluster: string,
  { pools, nodes }: ChosenPools,
  prepared: {
    readonly options: InstallerOptions;
    readonly manifests: readonly Manifest[];
    readonly tried: { readonly outcomes: readonly Outcome[]; readonly warnings: readonly string[] };
    readonly isPinned: boolean;
  },
  title: 'Deploy gVisor' | 'Upgrade gVisor',
): Promise<boolean> {
  const content = await manifestYaml(prepared.manifests);
  await documents.show([cluster, 'gvisor-installer.yaml'], content);
  const { options, tried } = prepared;
  const detail = [
    `What is sent is in the editor behind this message: ${outcomesText(tried.outcomes)}`,
    `Release ${options.release.name}, on ${nodes.length} nodes of ${pools.names.join(', ')}, one node after the other. containerd is restarted on each (about half a second); running pods go on.`,
    ...(prepared.isPinned
      ? []
      : [`The registry did not tell the digest of ${options.image}: it is not pinned.`]),
    ...tried.warnings,
    "The installer is not privileged, but its access to the system bus and to containerd's socket is as good as root on these nodes.",
    'Microsoft allows changes of nodes by a DaemonSet, but does not support what they change.',
    'Keep a node in each pool: an empty pool does not grow for a gVisor pod, as only the installer sets the label of its nodes.',
    'If no pod at all may start before gVisor is there, give the pool a startup taint.',
  ];
  const chosenAction = await window.showWarningMessage(
    `${title} in ${cluster}?`,
    { modal: true, detail: detail.join('\n\n') },
    title,
  );
  return chosenAction === title;
}

function assertApplied(outcomes: readonly Outcome[]): void {
  const problem: Problem | undefined = outcomes
    .map(outcomeProblem)
    .find((one) => one !== undefined);
  if (problem) throw new UserError(problem);
}
