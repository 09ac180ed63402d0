import { markdownText, plainText } from '../../base/text/plainText.ts';
import { type CheckResult, tellsLessThanPhase, VERDICT_NAMES } from '../isolation/checkResult.ts';
import type { ClaimingPod } from '../cluster/clusterSummary.ts';
import { ISOLATION_NAMES } from '../isolation/isolation.ts';

import type { ClusterView } from './clusterView.ts';
import { limited, loadStateNodes, messageNode } from './messageNode.ts';
import { podFacts } from './podFacts.ts';
import { facts } from './tooltip.ts';
import { describe, spokenLabel, type TreeIcon, type TreeNode } from './treeNode.ts';
import { count } from '../../base/text/count.ts';
import { compareNames } from '../../base/compareNames.ts';
import { contradictionsOf, isContradiction } from '../isolation/contradictions.ts';

type Opened = NonNullable<ClusterView['opened']>;

/** The group of sandboxed pods, by namespace. */
export function sandboxedPodsNode(view: ClusterView, opened: Opened): TreeNode {
  const { ref } = view;
  const id = `${ref.id}|sandboxedPods`;
  const index = opened.summary.podIndex;
  const broken = brokenPods(view, opened);
  const description = describe(brokenText(broken), index?.sandboxedCount.toLocaleString('en'));
  return {
    id,
    target: { kind: 'group', cluster: ref.id, group: 'sandboxedPods' },
    label: 'Sandboxed pods',
    description,
    icon: { id: 'shield' },
    accessibleLabel: spokenLabel(
      'Sandboxed pods',
      index?.sandboxedCount.toLocaleString('en') ?? '',
      broken > 0 ? `${broken} contradicted by the kernel` : '',
    ),
    flags: ['sandboxedPods'],
    tooltip: () =>
      'Pods whose RuntimeClass promises gVisor or Kata. A kernel check proves whether it holds.',
    expanded: true,
    children: () => [
      ...loadStateNodes(ref.id, id, opened.snapshot.pods),
      ...limitNodes(ref.id, id, opened.snapshot.podNamespaces),
      ...(index ? namespaces(view, opened, id) : []),
    ],
  };
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

function namespaces(view: ClusterView, opened: Opened, parent: string): readonly TreeNode[] {
  const { ref, filter } = view;
  const groups = [...(opened.summary.podIndex?.sandboxed ?? [])]
    .map(([namespace, all]) => ({
      namespace,
      all,
      kept: all.filter(({ pod }) => filter(namespace, pod.name, pod.runtimeClass, pod.node)),
    }))
    .filter(({ kept }) => kept.length > 0)
    .map((group) => ({ ...group, broken: brokenAmong(view, group.all) }))
    .toSorted(
      (a, b) =>
        Number(b.broken > 0) - Number(a.broken > 0) || compareNames(a.namespace, b.namespace),
    );
  if (groups.length === 0) {
    const text = view.filtered ? 'No sandboxed pod matches the filter' : 'No pod claims a sandbox';
    return [messageNode(ref.id, parent, text)];
  }
  return limited(ref.id, parent, groups, view.shown, ({ namespace, all, kept }) =>
    namespaceNode(view, opened, namespace, all, kept),
  );
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

/** Problems come first: what the kernel contradicts, then what is not told or does not run. */
function rankOf({ results }: ClusterView, { pod }: ClaimingPod): number {
  const result = results.get(pod.uid);
  if (result && isContradiction(result)) return 0;
  const isUntold = result?.verdict === 'indeterminate' && !tellsLessThanPhase(result, pod.phase);
  return isUntold || pod.unschedulable || pod.waiting ? 1 : 2;
}

function namespaceNode(
  view: ClusterView,
  opened: Opened,
  namespace: string,
  all: readonly ClaimingPod[],
  kept: readonly ClaimingPod[],
): TreeNode {
  const cluster = view.ref.id;
  const id = `${cluster}|sandboxedPods|${namespace}`;
  const total = opened.summary.podIndex?.countByNamespace.get(namespace) ?? all.length;
  const broken = brokenAmong(view, all);
  const pods = `${all.length.toLocaleString('en')} of ${count(total, 'pod')}`;
  const description = describe(brokenText(broken), pods);
  return {
    id,
    target: { kind: 'namespace', cluster, name: namespace },
    label: plainText(namespace),
    description,
    icon:
      broken > 0
        ? { id: 'symbol-namespace', color: 'list.errorForeground' }
        : { id: 'symbol-namespace' },
    accessibleLabel: `Namespace ${plainText(namespace)}, ${pods} claim a sandbox${
      broken > 0 ? `, ${broken} contradicted by the kernel` : ''
    }`,
    flags: [],
    tooltip: () =>
      facts(`Namespace ${markdownText(namespace)}`, [
        ['Pods', String(total)],
        ['Claim a sandbox', String(all.length)],
        ['Contradicted by the kernel', broken > 0 ? String(broken) : ''],
      ]),
    children: () =>
      limited(
        cluster,
        id,
        kept.toSorted(
          (a, b) => rankOf(view, a) - rankOf(view, b) || compareNames(a.pod.name, b.pod.name),
        ),
        view.shown,
        (one) => podNode(view, opened, id, one),
      ),
  };
}

function podNode(view: ClusterView, opened: Opened, parent: string, one: ClaimingPod): TreeNode {
  const { pod, claim } = one;
  const cluster = view.ref.id;
  const known = view.results.get(pod.uid);
  const result = known && tellsLessThanPhase(known, pod.phase) ? undefined : known;
  const { text, icon, spoken } = result ? checked(result) : unchecked(opened, one);
  const isBroken = result !== undefined && isContradiction(result);
  const name = plainText(pod.name);
  return {
    id: `${parent}|${pod.name}`,
    target: { kind: 'pod', cluster, namespace: pod.namespace, name: pod.name },
    label: name,
    // What is wrong stands before what a narrow side bar cuts off.
    description: isBroken
      ? `✗ ${ISOLATION_NAMES[claim]}: ${text}`
      : `${ISOLATION_NAMES[claim]} ${text}`,
    icon,
    accessibleLabel: `Pod ${name}, claims ${ISOLATION_NAMES[claim]}, ${spoken}`,
    flags: [pod.phase === 'Running' ? 'running' : 'notRunning'],
    tooltip: () =>
      facts(
        `Pod ${markdownText(`${pod.namespace}/${pod.name}`)}`,
        podFacts(one, known?.phase === pod.phase ? known : result),
      ),
  };
}

interface Shown {
  readonly text: string;
  readonly icon: TreeIcon;
  readonly spoken: string;
}

function checked(result: CheckResult): Shown {
  const kernel = plainText(result.kernel ?? '', 80);
  if (isContradiction(result)) {
    const text = `runs on ${VERDICT_NAMES[result.verdict]}`;
    return {
      text,
      icon: { id: 'error', color: 'list.errorForeground' },
      spoken: `contradicted: ${text}`,
    };
  }
  if (result.verdict === 'indeterminate') {
    return {
      text: `? ${plainText(result.reason, 120)}`,
      icon: { id: 'question', color: 'list.warningForeground' },
      spoken: `indeterminate: ${plainText(result.reason, 120)}`,
    };
  }
  if (result.verdict === 'not-applicable') {
    return { text: '· not applicable', icon: { id: 'circle-slash' }, spoken: 'not applicable' };
  }
  return {
    text: `✓ ${kernel}`,
    icon: { id: 'pass-filled', color: 'testing.iconPassed' },
    spoken: `proven by its kernel ${kernel}`,
  };
}

function unchecked(opened: Opened, { pod }: ClaimingPod): Shown {
  const capability = pod.runtimeClass && opened.summary.capabilities?.get(pod.runtimeClass);
  if (pod.phase === 'Pending' && pod.unschedulable) {
    const why =
      capability && capability.capable.length === 0 ? 'no capable node' : 'no node takes it';
    return {
      text: `· Pending: ${why}`,
      icon: { id: 'warning', color: 'list.warningForeground' },
      spoken: `Pending, ${why}`,
    };
  }
  const phase = plainText(pod.terminating ? 'Terminating' : pod.phase, 40);
  const why = pod.phase === 'Pending' && pod.waiting ? `: ${plainText(pod.waiting, 60)}` : '';
  return {
    text: `· ${phase}${why}`,
    icon: { id: pod.phase === 'Running' ? 'shield' : 'circle-outline' },
    spoken: `${phase}${why}, not checked yet`,
  };
}
