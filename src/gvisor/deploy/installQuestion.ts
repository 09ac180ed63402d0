import type { Outcome } from '../../kube/write/applyObjects.ts';
import type { InstallerOptions } from '../manifest/installerOptions.ts';
import { outcomesText } from './outcomeText.ts';
import { count } from '../../base/text/count.ts';
import { plainText } from '../../base/text/plainText.ts';
import type { Question } from '../../base/question.ts';

/** What is about to be sent, as far as the question before it is about that. */
export interface InstallPlan {
  readonly options: InstallerOptions;
  /** Which settings release, mirror and image come from, where they are not the default. */
  readonly origins: InstallOrigins;
  /** To how many nodes it goes. */
  readonly nodes: number;
  /** How many nodes of the pools it does not go to yet; none if absent. */
  readonly others?: number;
  /** What a dry run of all objects said. */
  readonly outcomes: readonly Outcome[];
  readonly warnings: readonly string[];
  /** The release that an upgrade starts from; `undefined` when it is deployed. */
  readonly upgradeFrom: string | undefined;
}

/** Where what will run on nodes was set, as what follows "from": `your settings`. */
export interface InstallOrigins {
  readonly release?: string;
  readonly mirror?: string;
  readonly image?: string;
}

/** Asked before anything is sent; the cluster's name is safe to show. */
export function installQuestion(cluster: string, plan: InstallPlan): Question {
  const what = plan.upgradeFrom === undefined ? 'Deploy gVisor' : 'Upgrade gVisor';
  return { title: `${what} in ${cluster}?`, detail: detailOf(plan) };
}

/** What is said where a dry run changes nothing. */
export function nothingToInstall(
  kind: 'deploy' | 'upgrade',
  cluster: string,
  { pools, release }: Pick<InstallerOptions, 'pools' | 'release'>,
): string {
  return `The release ${release.name} of gVisor is on ${pools.names.join(', ')} of ${cluster} already, with these settings: there is nothing to ${kind}.`;
}

function detailOf(plan: InstallPlan): string {
  return [
    changeText(plan),
    ...originText(plan),
    ...COST,
    `What is sent stands below; as a dry run tells, it ${outcomesText(plan.outcomes)}`,
    ...plan.warnings,
    "The installer is not privileged, but its access to the system bus and to containerd's socket is as good as root on these nodes.",
    'AKS support does not cover what a DaemonSet changes on nodes.',
    ...(plan.upgradeFrom === undefined ? POOL_ADVICE : []),
  ].join('\n\n');
}

/** Tried on real nodes: docs/gvisor-nodes.md. */
const COST = [
  'Each node downloads 143 MB unless the image brings them, in about half an hour at most, and unpacks them in a quarter of a minute to 0.5 GB of its disk.',
  'It stops at the first node that fails, and undoes what was done to that node. Pause gVisor Rollout stops it after the node that has begun.',
  'Remove gVisor takes it back: each node gets its containerd configuration back as it was.',
];

const POOL_ADVICE = [
  'Keep a node in each pool: an empty pool does not grow for a gVisor pod, as only the installer sets the label of its nodes.',
  'If no pod at all may start before gVisor is there, give the pool a startup taint.',
];

/** What somebody else may have chosen is read before it runs. */
function originText({ options: { release, mirror, image }, origins }: InstallPlan): string[] {
  const chosen = [
    [release.name, 'release', origins.release],
    [mirror, 'mirror', origins.mirror],
    [image, 'image', origins.image],
  ] as const;
  const told = chosen.flatMap(([value, what, origin]) =>
    origin === undefined ? [] : [`the ${what} ${plainText(value, 300)} (from ${origin})`],
  );
  if (told.length === 0) return [];
  return [`Not the default, and as good as root on these nodes: ${told.join(', ')}.`];
}

function changeText({ options, nodes, others = 0, upgradeFrom }: InstallPlan): string {
  const { pools, onlyNodes, release } = options;
  const names = pools.names.join(', ');
  const where = onlyNodes
    ? `on ${onlyNodes.map((node) => plainText(node)).join(', ')} alone, of ${names}: the other ${count(others, 'node')} are not changed before you have said so`
    : `on ${count(nodes, 'node')} of ${names}, one node after the other`;
  if (upgradeFrom === undefined) {
    return `Release ${release.name}, ${where}. containerd is restarted on each that does not have gVisor yet (about half a second); running pods go on.`;
  }
  const from =
    upgradeFrom === release.name ? `${release.name}, again` : `${upgradeFrom} to ${release.name}`;
  return `From release ${from}, ${where}. containerd is not restarted; running pods go on with the release that they started with.`;
}
