import { markdownCode, markdownText, plainText } from '../../base/plainText.ts';
import { isAksServer } from '../cluster/cluster.ts';
import { valueOf } from '../cluster/loadable.ts';
import type { ClusterView } from './clusterView.ts';
import { messageNode } from './messageNode.ts';
import { nodePoolsNode } from './nodePoolNodes.ts';
import { sandboxedPodsNode } from './podNodes.ts';
import { runtimeClassesNode } from './runtimeClassNodes.ts';
import { facts } from './tooltip.ts';
import { describe, type TreeNode } from './treeNode.ts';
import { AKS_CLUSTER_LABEL } from '../labels.ts';
import { count } from '../../base/count.ts';
import { nextBeside, READ_AGAIN } from '../../base/problem.ts';

/** The row of a cluster, with everything below it. */
export function clusterNode(view: ClusterView): TreeNode {
  const { ref, active, opened } = view;
  const name = plainText(ref.name);
  const description = ref.problem
    ? plainText(ref.problem.what, 200)
    : opened
      ? openedText(view, opened)
      : describe(plainText(hostOf(ref.server)), active && 'active');
  return {
    id: ref.id,
    target: { kind: 'cluster', cluster: ref.id },
    label: name,
    description,
    icon: ref.problem
      ? { id: 'warning', color: 'list.warningForeground' }
      : { id: 'cloud', ...(active ? { color: 'charts.blue' } : {}) },
    accessibleLabel: `Cluster ${name}, ${description}`,
    flags: [ref.problem ? 'unusable' : 'usable', ...(active ? ['active'] : [])],
    tooltip: () => tooltip(view),
    expanded: active,
    ...(ref.problem ? {} : { children: () => children(view) }),
  };
}

function children(view: ClusterView): readonly TreeNode[] {
  const { opened, ref } = view;
  if (!opened) return [messageNode(ref.id, ref.id, 'Connecting…', 'loading~spin')];
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
    return [messageNode(ref.id, ref.id, first.problem.what, 'warning', first.problem)];
  }
  return [
    nodePoolsNode(view, opened),
    runtimeClassesNode(view, opened),
    sandboxedPodsNode(view, opened),
  ];
}

function openedText(
  view: ClusterView,
  { snapshot, summary }: NonNullable<ClusterView['opened']>,
): string {
  const version = valueOf(snapshot.version);
  return describe(
    version && `${distribution(view)} ${plainText(version, 40)}`,
    summary.pools && count(summary.pools.length, 'pool'),
    view.active && 'active',
  );
}

/** `AKS` when the address or the nodes say so. */
function distribution({ ref, opened }: ClusterView): string {
  const label = opened?.summary.nodes?.some(({ labels }) => AKS_CLUSTER_LABEL in labels);
  return isAksServer(ref.server) || label ? 'AKS' : 'Kubernetes';
}

function hostOf(server: string): string {
  return URL.parse(server)?.host ?? server;
}

function tooltip({ ref, opened, active }: ClusterView): string {
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
      ['Active', active ? 'yes: completion and checks use this cluster' : ''],
    ],
    ...problem,
  );
}
