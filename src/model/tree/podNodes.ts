import { compareNames } from '../../base/compareNames.ts';
import { count, numberText } from '../../base/text/count.ts';
import { plainText } from '../../base/text/plainText.ts';
import type { ClaimingPod } from '../cluster/clusterSummary.ts';
import type { Loadable } from '../cluster/loadable.ts';
import { resultNow } from '../isolation/checkResult.ts';
import { isContradiction } from '../isolation/contradictions.ts';
import type { PodlessWorkload } from '../workload/podlessWorkload.ts';
import type { ClusterView } from './clusterView.ts';
import { limited, loadStateNodes, messageNode } from './messageNode.ts';
import { groupTexts } from './podGroupTexts.ts';
import { brokenAmong, type PodGroup, podGroups } from './groups/podGroups.ts';
import { podNode } from './podNode.ts';
import { openedByFilter } from './openedByFilter.ts';
import { describe, spokenLabel, type TreeNode } from './treeNode.ts';
import { problemSigns } from './groups/problemCounts.ts';
import { workloadNode } from './workloadNode.ts';

type Opened = NonNullable<ClusterView['opened']>;

/** The group of pods: those that claim a sandbox, or all, in the groups that were chosen. */
export function podsNode(view: ClusterView, opened: Opened): TreeNode {
  const { ref, allPods } = view;
  const id = `${ref.id}|sandboxedPods`;
  const { podIndex, pods, podless } = opened.summary;
  const broken = brokenPods(view, opened);
  const label = allPods ? 'Pods' : 'Sandboxed pods';
  const sandboxed = podIndex && numberText(podIndex.sandboxedCount);
  const counts =
    sandboxed === undefined
      ? ''
      : allPods
        ? `${sandboxed} of ${numberText((pods ?? []).length)}`
        : sandboxed;
  return {
    id,
    target: { kind: 'group', cluster: ref.id, group: 'sandboxedPods' },
    label,
    description: describe(...problemSigns(broken, podless?.count ?? 0), counts),
    icon: { id: 'shield' },
    accessibleLabel: spokenLabel(
      label,
      counts === '' || !allPods ? counts : `${counts} claim a sandbox`,
      spokenBroken(broken),
      spokenPodless(podless?.count ?? 0),
    ),
    flags: ['sandboxedPods', allPods ? 'all' : 'some'],
    tooltip: () =>
      `${allPods ? 'All pods, also those without a sandbox' : 'Pods whose RuntimeClass promises gVisor or Kata'}. A kernel check proves whether a promise holds.`,
    expanded: true,
    children: () => [
      ...loadStateNodes(ref.id, id, opened.snapshot.pods),
      ...limitNodes(ref.id, id, opened.snapshot.podNamespaces),
      ...(podIndex ? groupNodes(view, opened, id) : []),
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

function groupNodes(view: ClusterView, opened: Opened, parent: string): readonly TreeNode[] {
  const cluster = view.ref.id;
  const groups = podGroups({ ...view, summary: opened.summary });
  if (groups.length === 0) {
    const pod = view.allPods ? 'pod' : 'sandboxed pod';
    const none = view.allPods ? 'No pods' : 'No pod claims a sandbox';
    return [messageNode(cluster, parent, view.filtered ? `No ${pod} matches the filter` : none)];
  }
  return limited(cluster, parent, groups, view.shown, (group) =>
    groupNode(view, opened, parent, group),
  );
}

/** How many sandboxed pods of a cluster the kernel contradicts. */
export function brokenPods({ results }: ClusterView, opened: Opened): number {
  const all = [...(opened.summary.podIndex?.sandboxed.values() ?? [])];
  return all.reduce((sum, pods) => sum + brokenAmong(results, pods), 0);
}

function spokenBroken(broken: number): string {
  return broken > 0 ? `${numberText(broken)} contradicted by the kernel` : '';
}

function spokenPodless(podless: number): string {
  return podless > 0 ? `${count(podless, 'workload')} without all pods` : '';
}

function groupNode(view: ClusterView, opened: Opened, parent: string, group: PodGroup): TreeNode {
  const cluster = view.ref.id;
  const id = `${parent}|${group.key}`;
  const { pods, podless, broken, what } = group;
  const [only] = podless;
  const [alone] = pods;
  if (what.by === 'workload' && what.kind === 'Pod' && alone) {
    return podNode(view, opened, parent, alone, true);
  }
  // A workload that has no pod at all needs no group around its row.
  if (what.by === 'workload' && pods.length === 0 && only) return workloadNode(view, parent, only);
  const texts = groupTexts(view, opened.summary, group);
  return {
    ...openedByFilter(view, id, pods.length + podless.length),
    target: texts.target,
    label: texts.label,
    description: describe(
      ...problemSigns(broken, what.by === 'verdict' ? 0 : podless.length),
      texts.counts,
    ),
    icon: broken > 0 ? { id: texts.icon, color: 'list.errorForeground' } : { id: texts.icon },
    accessibleLabel: spokenLabel(texts.spoken, spokenBroken(broken), spokenPodless(podless.length)),
    flags: what.by === 'workload' ? ['pods'] : [],
    tooltip: texts.tooltip,
    children: () =>
      limited(cluster, id, entriesOf(view, group), view.shown, (entry) =>
        'pod' in entry ? podNode(view, opened, id, entry) : workloadNode(view, id, entry),
      ),
  };
}

/** Problems first: contradicted pods, workloads without pods, then the other pods. */
function entriesOf(
  view: ClusterView,
  { pods, podless }: PodGroup,
): readonly (ClaimingPod | PodlessWorkload)[] {
  const sorted = pods.toSorted(
    (a, b) => rankOf(view, a) - rankOf(view, b) || compareNames(a.pod.name, b.pod.name),
  );
  const first = sorted.findIndex((one) => rankOf(view, one) > 0);
  const broken = first === -1 ? sorted.length : first;
  const without = podless.toSorted((a, b) => compareNames(a.workload.name, b.workload.name));
  return [...sorted.slice(0, broken), ...without, ...sorted.slice(broken)];
}

/** Problems come first: what the kernel contradicts, then what is not told or does not run. */
function rankOf({ results }: ClusterView, { pod }: ClaimingPod): number {
  const result = resultNow(results.get(pod.uid), pod.phase);
  if (result && isContradiction(result)) return 0;
  return result?.verdict === 'indeterminate' || pod.unschedulable || pod.waiting ? 1 : 2;
}
