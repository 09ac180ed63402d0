import { compareNames } from '../../../base/compareNames.ts';
import { markdownCode, markdownText } from '../../../base/text/plainText.ts';
import { type CheckResult, VERDICT_NAMES } from '../../isolation/checkResult.ts';
import { ISOLATION_NAMES } from '../../isolation/isolation.ts';
import { quantityOf } from '../../kubernetes/quantity.ts';
import { taintText } from '../../kubernetes/taint.ts';
import { GVISOR_LABEL } from '../../labels.ts';
import { gvisorText } from '../../node/gvisorNode.ts';
import type { KubeNode } from '../../node/node.ts';
import { nodeIsolation } from '../../node/nodeIsolation.ts';

const MAX_LABELS = 12;

/** What is known of a node, as names and Markdown; empty for what is not. */
export function kubeNodeFacts(
  node: KubeNode,
  proof: CheckResult | undefined,
): readonly (readonly [name: string, value: string])[] {
  const labels = Object.entries(node.labels).toSorted(([a], [b]) => compareNames(a, b));
  const telling = labels.filter(([key]) => key === GVISOR_LABEL || /kata|gvisor/i.test(key));
  return [
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
  ];
}

/** In one unit for all nodes; as the node says it where that cannot be read. */
function memoryOf({ memory }: KubeNode): string {
  const bytes = quantityOf(memory);
  return bytes === undefined ? memory : `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}

/** Whether it is Ready and takes pods, e.g. `Ready, cordoned`. */
export function nodeStatus(node: KubeNode): string {
  return `${node.ready ? 'Ready' : 'NotReady'}${node.unschedulable ? ', cordoned' : ''}`;
}
