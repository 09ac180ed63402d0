import { compareNames } from '../../base/compareNames.ts';
import { markdownCode, markdownText, plainText } from '../../base/text/plainText.ts';
import { type CheckResult, VERDICT_NAMES } from '../isolation/checkResult.ts';
import { ISOLATION_NAMES } from '../isolation/isolation.ts';
import { quantityOf } from '../kubernetes/quantity.ts';
import { taintText } from '../kubernetes/taint.ts';
import { GVISOR_LABEL } from '../labels.ts';
import { gvisorText, needsAttention } from '../node/gvisorNode.ts';
import { nodeIsolation } from '../node/nodeIsolation.ts';
import type { KubeNode } from '../node/node.ts';
import type { ClusterView } from './clusterView.ts';
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
    tooltip: () => nodeTooltip(node, proof),
  };
}

/** What a canary pod proved of a node. */
function proofText({ verdict, kernel, reason }: CheckResult): string {
  if (verdict === 'gvisor') return `✓ ${plainText(kernel ?? '', 60)}`;
  return verdict === 'indeterminate'
    ? `? not proven: ${plainText(reason, 120)}`
    : `✗ a pod saw ${VERDICT_NAMES[verdict]}`;
}

function nodeStatus(node: KubeNode): string {
  return `${node.ready ? 'Ready' : 'NotReady'}${node.unschedulable ? ', cordoned' : ''}`;
}

/**
 * `aks-kata1-31415926-vmss000000` as `aks-kata1-…000000`: what differs between nodes stays in
 * sight.
 */
export function shortNodeName(name: string): string {
  return name.replace(/^(aks-[^-]+)-\d+-vmss(\w+)$/, '$1-…$2');
}

const MAX_LABELS = 12;

function nodeTooltip(node: KubeNode, proof: CheckResult | undefined): string {
  const labels = Object.entries(node.labels).toSorted(([a], [b]) => compareNames(a, b));
  const telling = labels.filter(([key]) => key === GVISOR_LABEL || /kata|gvisor/i.test(key));
  return facts(`Node ${markdownText(node.name)}`, [
    [
      'Status',
      markdownText(node.ready ? nodeStatus(node) : `${nodeStatus(node)}: ${node.notReadyReason}`),
    ],
    ['Sandbox', ISOLATION_NAMES[nodeIsolation(node)]],
    ['gVisor installer', node.gvisor ? markdownText(gvisorText(node.gvisor) || 'done', 600) : ''],
    ['gVisor release', node.gvisor ? markdownCode(node.gvisor.release) : ''],
    ['Proof', proof ? markdownText(`${VERDICT_NAMES[proof.verdict]}: ${proof.reason}`, 500) : ''],
    [
      'Handlers',
      node.handlers
        ? node.handlers.map((one) => markdownCode(one)).join(', ')
        : 'the node does not tell',
    ],
    ['Kernel', markdownCode(node.kernel)],
    ['OS', markdownText(`${node.osImage} (${node.os}/${node.architecture})`)],
    ['Container runtime', markdownText(node.containerRuntime)],
    ['kubelet', markdownText(node.kubelet)],
    ['Allocatable', markdownText(`${node.cpu} CPU, ${memoryOf(node)} memory`)],
    [
      'Taints',
      node.taints
        .slice(0, 10)
        .map((taint) => markdownCode(taintText(taint)))
        .join(', '),
    ],
    [
      'Labels',
      telling
        .slice(0, MAX_LABELS)
        .map(([key, value]) => markdownCode(`${key}=${value}`))
        .join(', '),
    ],
  ]);
}

/** In one unit for all nodes; as the node says it where that cannot be read. */
function memoryOf({ memory }: KubeNode): string {
  const bytes = quantityOf(memory);
  return bytes === undefined ? memory : `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}
