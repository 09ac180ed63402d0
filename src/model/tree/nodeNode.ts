import { markdownText, plainText } from '../../base/text/plainText.ts';
import { type CheckResult, VERDICT_NAMES } from '../isolation/checkResult.ts';
import { gvisorText, needsAttention } from '../node/gvisorNode.ts';
import type { KubeNode } from '../node/node.ts';
import type { ClusterView } from './clusterView.ts';
import { kubeNodeFacts, nodeStatus } from './facts/kubeNodeFacts.ts';
import { facts } from './tooltip.ts';
import { describe, type TreeNode } from './treeNode.ts';

/** The row of a node. */
export function nodeNode(view: ClusterView, parent: string, node: KubeNode): TreeNode {
  const cluster = view.ref.id;
  const status = nodeStatus(node);
  const handlers = (node.handlers ?? []).filter((handler) => handler !== 'untrusted');
  const { gvisor } = node;
  const proof = gvisor?.serves ? view.nodeResults.get(node.name) : undefined;
  const attention = !node.ready || (gvisor !== undefined && needsAttention(gvisor));
  const description = describe(
    status,
    gvisor && plainText(gvisorText(gvisor), 200),
    proof && proofText(proof),
    plainText(node.kernel, 80),
    handlers.map((handler) => plainText(handler, 40)).join(', '),
  );
  return {
    id: `${parent}|${node.name}`,
    target: { kind: 'node', cluster, name: node.name },
    label: shortNodeName(plainText(node.name)),
    description,
    icon: attention
      ? { id: 'vm', color: 'list.warningForeground' }
      : { id: 'vm', ...(node.unschedulable ? { color: 'disabledForeground' } : {}) },
    accessibleLabel: `Node ${plainText(node.name)}, ${description}`,
    flags: [node.ready ? 'ready' : 'notReady', ...(gvisor ? ['gvisor'] : [])],
    tooltip: () => facts(`Node ${markdownText(node.name)}`, kubeNodeFacts(node, proof)),
  };
}

/** What a canary pod proved of a node. */
function proofText({ verdict, kernel, reason }: CheckResult): string {
  if (verdict === 'gvisor') return `✓ ${plainText(kernel ?? '', 60)}`;
  return verdict === 'indeterminate'
    ? `? not proven: ${plainText(reason, 120)}`
    : `✗ a pod saw ${VERDICT_NAMES[verdict]}`;
}

/**
 * `aks-kata1-31415926-vmss000000` as `aks-kata1-…000000`: what differs between nodes stays in
 * sight.
 */
export function shortNodeName(name: string): string {
  return name.replace(/^(aks-[^-]+)-\d+-vmss(\w+)$/, '$1-…$2');
}
