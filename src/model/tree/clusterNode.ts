import { markdownCode, markdownText, plainText } from '../../base/text/plainText.ts';
import { agentFeatureFacts } from '../aks/agentFeatures.ts';
import { isInTransition } from '../aks/agentPool.ts';
import { isAksServer } from '../cluster/cluster.ts';
import { valueOf } from '../cluster/loadable.ts';
import { UNVERIFIED_NAMES, unverifiedText } from '../cluster/unverified.ts';
import type { ClusterView } from './clusterView.ts';
import { messageNode } from './messageNode.ts';
import { nodePoolsNode } from './nodePoolNodes.ts';
import { problemSigns } from './groups/problemCounts.ts';
import { brokenPods, podsNode } from './podNodes.ts';
import { runtimeClassesNode } from './runtimeClassNodes.ts';
import { facts } from './tooltip.ts';
import { describe, type TreeNode } from './treeNode.ts';
import { AKS_CLUSTER_LABEL } from '../labels.ts';
import { count } from '../../base/text/count.ts';
import { nextBeside, READ_AGAIN } from '../../base/problem.ts';
import { rolloutFlags } from './rolloutFlags.ts';

/** Groups of rows that come after those of pools, classes and pods. */
export type MoreGroups = (
  view: ClusterView,
  opened: NonNullable<ClusterView['opened']>,
) => readonly TreeNode[];

/** The row of a cluster, with everything below it. */
export function clusterNode(view: ClusterView, moreGroups: MoreGroups = () => []): TreeNode {
  const { ref, active, opened } = view;
  const name = plainText(ref.name);
  const unverified = ref.unverified && UNVERIFIED_NAMES[ref.unverified];
  const description = ref.problem
    ? plainText(ref.problem.what, 200)
    : opened
      ? openedText(view, opened)
      : describe(unopenedText(ref), unverified, active && 'active');
  return {
    id: ref.id,
    target: { kind: 'cluster', cluster: ref.id },
    label: name,
    description,
    icon:
      (ref.problem ?? ref.unverified)
        ? { id: 'warning', color: 'list.warningForeground' }
        : { id: 'cloud', ...(active ? { color: 'charts.blue' } : {}) },
    accessibleLabel: `Cluster ${name}, ${description}`,
    flags: [
      ref.problem ? 'unusable' : 'usable',
      ...(active ? ['active'] : []),
      ...(ref.file === '' ? [] : ['kubeconfig']),
      ...(ref.aks ? ['aks'] : []),
      ...rolloutFlags(opened?.summary.nodes ?? []),
    ],
    tooltip: () => tooltip(view),
    expanded: active,
    ...(ref.problem ? {} : { children: () => children(view, moreGroups) }),
  };
}

function children(view: ClusterView, moreGroups: MoreGroups): readonly TreeNode[] {
  const { opened, ref } = view;
  if (!opened) return unopenedChildren(view);
  const all = [opened.snapshot.nodes, opened.snapshot.runtimeClasses, opened.snapshot.pods];
  // One reason for everything, e.g. no network, is said once and not three times.
  const [first] = all;
  if (
    first?.state === 'failed' &&
    all.every(
      (one) =>
        one.state === 'failed' &&
        one.stale === undefined &&
        one.problem.kind === first.problem.kind,
    ) &&
    first.problem.kind !== 'forbidden'
  ) {
    const why = messageNode(ref.id, ref.id, first.problem.what, 'warning', first.problem);
    // Of the nodes nothing is known: the group has what Azure says.
    const { opened: _opened, ...unopened } = view;
    return view.agentPools ? [why, nodePoolsNode(unopened)] : [why];
  }
  return [
    nodePoolsNode(view),
    runtimeClassesNode(view, opened),
    podsNode(view, opened),
    ...moreGroups(view, opened),
  ];
}

/** What Azure says stands there also where the cluster itself cannot be reached. */
function unopenedChildren(view: ClusterView): readonly TreeNode[] {
  const { ref, credentials, agentPools } = view;
  const why =
    credentials?.state === 'failed'
      ? messageNode(ref.id, ref.id, credentials.problem.what, 'warning', credentials.problem)
      : messageNode(ref.id, ref.id, 'Connecting…', 'loading~spin');
  return agentPools ? [why, nodePoolsNode(view)] : [why];
}

/**
 * A cluster that only Azure knows is told apart by its group and subscription, a context by its
 * server.
 */
function unopenedText({ server, file, aks }: ClusterView['ref']): string {
  if (!aks || file !== '') return plainText(hostOf(server));
  const state = isInTransition(aks.state)
    ? `${aks.state}…`
    : aks.power === 'Stopped'
      ? 'stopped'
      : '';
  return describe(
    `AKS ${plainText(aks.version, 40)}`,
    plainText(aks.resourceGroup, 90),
    plainText(aks.subscription.name, 60),
    plainText(state, 40),
  );
}

function openedText(
  view: ClusterView,
  { snapshot, summary }: NonNullable<ClusterView['opened']>,
): string {
  const version = valueOf(snapshot.version);
  return describe(
    ...problemSigns(view.opened ? brokenPods(view, view.opened) : 0, summary.podless?.count ?? 0),
    version && `${distribution(view)} ${plainText(version, 40)}`,
    summary.pools && count(summary.pools.length, 'pool'),
    view.ref.unverified && UNVERIFIED_NAMES[view.ref.unverified],
    view.active && 'active',
  );
}

/** `AKS` when the address or the nodes say so. */
function distribution({ ref, opened }: ClusterView): string {
  const label = opened?.summary.nodes?.some(({ labels }) => AKS_CLUSTER_LABEL in labels);
  return isAksServer(ref.server) || label ? 'AKS' : 'Kubernetes';
}

function aksFacts(aks: ClusterView['ref']['aks']): readonly (readonly [string, string])[] {
  if (!aks) return [];
  const access = aks.isPrivate
    ? 'private: it is reached from its own network'
    : aks.authorizedRanges > 0
      ? `from ${count(aks.authorizedRanges, 'range')} of addresses`
      : '';
  return [
    ['Resource group', markdownText(aks.resourceGroup)],
    ['Subscription', markdownText(aks.subscription.name)],
    ['Location', markdownText(aks.location)],
    ['Kind', aks.sku === 'Base' ? '' : markdownText(aks.sku)],
    ['State', markdownText(describe(aks.state, aks.power === 'Running' ? '' : aks.power))],
    ['API server', access],
  ];
}

function hostOf(server: string): string {
  return URL.parse(server)?.host ?? server;
}

function tooltip({ ref, opened, active, agentFeatures }: ClusterView): string {
  const problem = ref.problem
    ? [
        `⚠ ${markdownText(ref.problem.what, 500)}. ${markdownText(nextBeside(ref.problem, READ_AGAIN), 500)}`,
      ]
    : [];
  return facts(
    `Cluster ${markdownText(ref.name)}`,
    [
      ['Server', markdownCode(ref.server)],
      ['Version', opened ? markdownText(valueOf(opened.snapshot.version) ?? '') : ''],
      ['User', markdownText(ref.user)],
      ['Namespace', markdownText(ref.namespace)],
      ['Kubeconfig', markdownCode(ref.file)],
      ...aksFacts(ref.aks),
      ...(ref.aks ? agentFeatureFacts(agentFeatures) : []),
      ['Active', active ? 'yes: completion and checks use this cluster' : ''],
    ],
    ...problem,
    ...(ref.unverified ? [`⚠ ${markdownText(unverifiedText(ref), 500)}.`] : []),
  );
}
