import { markdownText, plainText } from '../../base/text/plainText.ts';
import { tellsLessThanPhase } from '../isolation/checkResult.ts';
import type { ClaimingPod } from '../cluster/clusterSummary.ts';
import type { Loadable } from '../cluster/loadable.ts';
import type { ClusterView } from './clusterView.ts';
import { limited, loadStateNodes, messageNode } from './messageNode.ts';
import { podNode } from './podNode.ts';
import { facts } from './tooltip.ts';
import { describe, spokenLabel, type TreeNode } from './treeNode.ts';
import { podlessText, workloadNode } from './workloadNode.ts';
import { count } from '../../base/text/count.ts';
import { compareNames } from '../../base/compareNames.ts';
import { contradictionsOf, isContradiction } from '../isolation/contradictions.ts';
import type { PodlessWorkload } from '../workload/podlessWorkload.ts';

type Opened = NonNullable<ClusterView['opened']>;

/** The group of sandboxed pods, by namespace. */
export function sandboxedPodsNode(view: ClusterView, opened: Opened): TreeNode {
  const { ref } = view;
  const id = `${ref.id}|sandboxedPods`;
  const index = opened.summary.podIndex;
  const broken = brokenPods(view, opened);
  const podless = opened.summary.podless?.count ?? 0;
  const description = describe(
    brokenText(broken),
    podlessText(podless),
    index?.sandboxedCount.toLocaleString('en'),
  );
  return {
    id,
    target: { kind: 'group', cluster: ref.id, group: 'sandboxedPods' },
    label: 'Sandboxed pods',
    description,
    icon: { id: 'shield' },
    accessibleLabel: spokenLabel(
      'Sandboxed pods',
      index?.sandboxedCount.toLocaleString('en') ?? '',
      spokenBroken(broken),
      spokenPodless(podless),
    ),
    flags: ['sandboxedPods'],
    tooltip: () =>
      'Pods whose RuntimeClass promises gVisor or Kata. A kernel check proves whether it holds.',
    expanded: true,
    children: () => [
      ...loadStateNodes(ref.id, id, opened.snapshot.pods),
      ...limitNodes(ref.id, id, opened.snapshot.podNamespaces),
      ...(index ? namespaces(view, opened, id) : []),
      ...unseenWorkloads(ref.id, id, opened.snapshot.workloads),
    ],
  };
}

/** Says that workloads without pods may be missing here, and why. */
function unseenWorkloads(
  cluster: string,
  parent: string,
  workloads: Loadable<unknown>,
): readonly TreeNode[] {
  if (workloads.state !== 'failed') return [];
  const text = `Workloads without pods are not all shown: ${workloads.problem.what}`;
  return [messageNode(cluster, `${parent}|workloads`, text)];
}

/** How many namespaces are named in a row. */
const MAX_NAMED = 5;

/** Says which namespaces are shown, where that is not all. */
function limitNodes(
  cluster: string,
  parent: string,
  names: readonly string[] | undefined,
): readonly TreeNode[] {
  if (!names) return [];
  const named = names.slice(0, MAX_NAMED).map((name) => plainText(name, 63));
  const more = names.length - named.length;
  const rest = more > 0 ? ` and ${more} more` : '';
  const text = `Only of ${named.join(', ')}${rest}: you may not list the pods of all namespaces`;
  return [messageNode(cluster, `${parent}|limit`, text)];
}

/** What is shown of a namespace. */
interface Group {
  readonly namespace: string;
  /** All that claim a sandbox, and how many of them the kernel contradicts. */
  readonly all: readonly ClaimingPod[];
  readonly broken: number;
  /** Those that the filter keeps. */
  readonly kept: readonly ClaimingPod[];
  readonly podless: readonly PodlessWorkload[];
}

function namespaces(view: ClusterView, opened: Opened, parent: string): readonly TreeNode[] {
  const { ref } = view;
  const { podIndex, podless } = opened.summary;
  const names = new Set([
    ...(podIndex?.sandboxed.keys() ?? []),
    ...(podless?.byNamespace.keys() ?? []),
  ]);
  const groups = [...names]
    .map((namespace) => groupOf(view, opened, namespace))
    .filter(({ kept, podless: without }) => kept.length + without.length > 0)
    .toSorted((a, b) => groupRank(a) - groupRank(b) || compareNames(a.namespace, b.namespace));
  if (groups.length === 0) {
    const text = view.filtered ? 'No sandboxed pod matches the filter' : 'No pod claims a sandbox';
    return [messageNode(ref.id, parent, text)];
  }
  return limited(ref.id, parent, groups, view.shown, (group) => namespaceNode(view, opened, group));
}

function groupOf(view: ClusterView, { summary }: Opened, namespace: string): Group {
  const { filter } = view;
  const all = summary.podIndex?.sandboxed.get(namespace) ?? [];
  const podless = summary.podless?.byNamespace.get(namespace) ?? [];
  return {
    namespace,
    all,
    broken: brokenAmong(view, all),
    kept: all.filter(({ pod }) => filter(namespace, pod.name, pod.runtimeClass, pod.node)),
    podless: podless.filter(({ workload: { name, runtimeClass } }) =>
      filter(namespace, name, runtimeClass),
    ),
  };
}

/** Problems come first: what the kernel contradicts, then what has no pods. */
function groupRank({ broken, podless }: Group): number {
  return broken > 0 ? 0 : podless.length > 0 ? 1 : 2;
}

/** How many sandboxed pods of a cluster the kernel contradicts. */
export function brokenPods(view: ClusterView, opened: Opened): number {
  const all = [...(opened.summary.podIndex?.sandboxed.values() ?? [])];
  return all.reduce((sum, pods) => sum + brokenAmong(view, pods), 0);
}

/** Stands before what a narrow side bar cuts off; empty for none. */
export function brokenText(broken: number): string {
  return broken > 0 ? `${broken.toLocaleString('en')} ✗` : '';
}

function brokenAmong({ results }: ClusterView, pods: readonly ClaimingPod[]): number {
  if (results.size === 0) return 0;
  return contradictionsOf(pods.flatMap(({ pod }) => results.get(pod.uid) ?? [])).length;
}

function spokenBroken(broken: number): string {
  return broken > 0 ? `${broken} contradicted by the kernel` : '';
}

function spokenPodless(podless: number): string {
  return podless > 0 ? `${count(podless, 'workload')} without all pods` : '';
}

/** Problems come first: what the kernel contradicts, then what is not told or does not run. */
function rankOf({ results }: ClusterView, { pod }: ClaimingPod): number {
  const result = results.get(pod.uid);
  if (result && isContradiction(result)) return 0;
  const isUntold = result?.verdict === 'indeterminate' && !tellsLessThanPhase(result, pod.phase);
  return isUntold || pod.unschedulable || pod.waiting ? 1 : 2;
}

function namespaceNode(view: ClusterView, opened: Opened, group: Group): TreeNode {
  const { namespace, all, broken, podless } = group;
  const cluster = view.ref.id;
  const id = `${cluster}|sandboxedPods|${namespace}`;
  const total = opened.summary.podIndex?.countByNamespace.get(namespace) ?? all.length;
  const pods = `${all.length.toLocaleString('en')} of ${count(total, 'pod')}`;
  const description = describe(brokenText(broken), podlessText(podless.length), pods);
  return {
    id,
    target: { kind: 'namespace', cluster, name: namespace },
    label: plainText(namespace),
    description,
    icon:
      broken > 0
        ? { id: 'symbol-namespace', color: 'list.errorForeground' }
        : { id: 'symbol-namespace' },
    accessibleLabel: spokenLabel(
      `Namespace ${plainText(namespace)}`,
      `${pods} claim a sandbox`,
      spokenBroken(broken),
      spokenPodless(podless.length),
    ),
    flags: [],
    tooltip: () =>
      facts(`Namespace ${markdownText(namespace)}`, [
        ['Pods', String(total)],
        ['Claim a sandbox', String(all.length)],
        ['Contradicted by the kernel', broken > 0 ? String(broken) : ''],
        ['Workloads without all pods', podless.length > 0 ? String(podless.length) : ''],
      ]),
    children: () =>
      limited(cluster, id, entriesOf(view, group), view.shown, (entry) =>
        'pod' in entry ? podNode(view, opened, id, entry) : workloadNode(cluster, id, entry),
      ),
  };
}

/** Problems first: contradicted pods, workloads without pods, then the other pods. */
function entriesOf(
  view: ClusterView,
  { kept, podless }: Group,
): readonly (ClaimingPod | PodlessWorkload)[] {
  const pods = kept.toSorted(
    (a, b) => rankOf(view, a) - rankOf(view, b) || compareNames(a.pod.name, b.pod.name),
  );
  const first = pods.findIndex((one) => rankOf(view, one) > 0);
  const broken = first === -1 ? pods.length : first;
  const without = podless.toSorted((a, b) => compareNames(a.workload.name, b.workload.name));
  return [...pods.slice(0, broken), ...without, ...pods.slice(broken)];
}
