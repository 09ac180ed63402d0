import { plainText } from '../../../base/text/plainText.ts';
import type { AgentKind } from '../../agents/agentKinds.ts';
import type { ClusterView } from '../clusterView.ts';
import type { TreeNode } from '../treeNode.ts';

/** The row of an object of agent sandboxes, with what is said of it. */
export function agentRow(
  { ref }: ClusterView,
  parent: string,
  agent: AgentKind,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  said: Omit<TreeNode, 'id' | 'target' | 'label'>,
): TreeNode {
  return {
    id: `${parent}|${agent}|${name}`,
    target: { kind: 'agent', cluster: ref.id, agent, namespace, name },
    label: plainText(name),
    ...said,
  };
}
