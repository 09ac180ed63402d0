import { markdownText, plainText } from '../../base/text/plainText.ts';
import { type CheckResult, VERDICT_NAMES } from '../isolation/checkResult.ts';
import { gvisorText, needsAttention } from '../node/gvisorNode.ts';
import { claimsSandbox } from '../isolation/claim.ts';
import type { KubeNode } from '../node/node.ts';
import { nodeIsolation } from '../node/nodeIsolation.ts';
import type { ClusterView } from './clusterView.ts';
import { kubeNodeFacts, nodeStatus } from './facts/kubeNodeFacts.ts';
import { facts } from './tooltip.ts';
import { describe, type TreeIcon, type TreeNode } from './treeNode.ts';

/** The row of a node. */
export function nodeNode(view: ClusterView, parent: string, node: KubeNode): TreeNode {
  const cluster = view.ref.id;
  const status = nodeStatus(node);
  const handlers = (node.handlers ?? []).filter((handler) => handler !== 'untrusted');
  const { gvisor } = node;
  const proof = gvisor?.serves ? view.nodeResults.get(node.name) : undefined;
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
    icon: nodeIcon(node, proof),
    accessibleLabel: `Node ${plainText(node.name)}, ${description}`,
    flags: [node.ready ? 'ready' : 'notReady', ...(gvisor ? ['gvisor'] : [])],
    tooltip: () => facts(`Node ${markdownText(node.name)}`, kubeNodeFacts(node, proof)),
  };
}

/** One for each state, the gravest first. */
export function nodeIcon(
  node: Pick<KubeNode, 'ready' | 'unschedulable' | 'gvisor' | 'labels' | 'handlers' | 'os'>,
  proof?: Pick<CheckResult, 'verdict'>,
): TreeIcon {
  const { ready, unschedulable, gvisor } = node;
  if (!ready) return { id: 'vm-outline', color: 'list.errorForeground' };
  if (proof?.verdict === 'host-kernel' || proof?.verdict === 'vm') {
    return { id: 'error', color: 'list.errorForeground' };
  }
  if (gvisor && needsAttention(gvisor)) return { id: 'warning', color: 'list.warningForeground' };
  if (gvisor?.state === 'installing' || gvisor?.state === 'removing') return { id: 'loading~spin' };
  if (gvisor?.state === 'waiting') return { id: 'watch' };
  if (gvisor?.state === 'paused') return { id: 'debug-pause' };
  if (unschedulable) return { id: 'circle-slash', color: 'disabledForeground' };
  return claimsSandbox(nodeIsolation(node))
    ? { id: 'vm-active', color: 'charts.green' }
    : { id: 'vm' };
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
