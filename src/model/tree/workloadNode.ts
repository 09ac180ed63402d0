import { markdownText, plainText } from '../../base/text/plainText.ts';
import { type PodlessWorkload, podCountText } from '../workload/podlessWorkload.ts';
import type { ClusterView } from './clusterView.ts';
import { facts } from './tooltip.ts';
import { describe, spokenLabel, type TreeNode } from './treeNode.ts';
import { workloadFacts } from './facts/workloadFacts.ts';

/** The row of a workload whose pods nobody makes. */
export function workloadNode(
  { ref, groupBy }: ClusterView,
  parent: string,
  podless: PodlessWorkload,
): TreeNode {
  const cluster = ref.id;
  const { workload, why } = podless;
  const { kind, namespace, name } = workload;
  const label = plainText(name);
  const text = `${podCountText(workload)}: ${plainText(why, 200)}`;
  return {
    id: `${parent}|${kind}|${namespace}|${name}`,
    target: { kind: 'workload', cluster, namespace, name, workloadKind: kind },
    label,
    description: describe(text, groupBy !== 'namespace' && plainText(namespace)),
    icon: { id: 'warning', color: 'list.warningForeground' },
    accessibleLabel: spokenLabel(
      `${kind} ${label}`,
      text,
      groupBy !== 'namespace' && `namespace ${plainText(namespace)}`,
    ),
    flags: ['podless'],
    tooltip: () => facts(`${kind} ${markdownText(`${namespace}/${name}`)}`, workloadFacts(podless)),
  };
}
