import { markdownCode, markdownText, plainText } from '../../base/plainText.ts';
import { type CheckResult, VERDICT_NAMES } from '../isolation/checkResult.ts';
import { gvisorText, needsAttention } from '../node/gvisorNode.ts';
import { ISOLATION_NAMES } from '../isolation/isolation.ts';
import type { NodePool } from '../node/nodePool.ts';
import type { KubeNode } from '../node/node.ts';
import { taintText } from '../kubernetes/taint.ts';
import type { ClusterView } from './clusterView.ts';
import { limited, loadStateNodes, messageNode } from './messageNode.ts';
import { facts } from './tooltip.ts';
import { describe, spokenLabel, type TreeNode } from './treeNode.ts';
import { count } from '../../base/count.ts';
import { compareNames } from '../../base/compareNames.ts';
import { GVISOR_LABEL } from '../labels.ts';
import { nodeIsolation } from '../node/nodeIsolation.ts';

/** The group of node pools. */
export function nodePoolsNode(
  view: ClusterView,
  opened: NonNullable<ClusterView['opened']>,
): TreeNode {
  const { ref, filter } = view;
  const id = `${ref.id}|nodePools`;
  const pools = opened.summary.pools ?? [];
  const kept = pools
    .map((pool) => ({ pool, nodes: pool.nodes.filter((node) => filter(pool.name, node.name)) }))
    .filter(({ pool, nodes }) => nodes.length > 0 || filter(pool.name));
  const description = opened.summary.nodes ? count(opened.summary.nodes.length, 'node') : '';
  return {
    id,
    target: { kind: 'group', cluster: ref.id, group: 'nodePools' },
    label: 'Node pools',
    description,
    icon: { id: 'server' },
    accessibleLabel: spokenLabel('Node pools', description),
    flags: ['nodePools'],
    tooltip: () =>
      'Node pools and what their nodes can do, from the labels and status of the nodes.',
    expanded: true,
    children: () => [
      ...loadStateNodes(ref.id, id, opened.snapshot.nodes),
      ...(kept.length === 0 && opened.summary.nodes
        ? [messageNode(ref.id, id, view.filtered ? 'No node matches the filter' : 'No nodes')]
        : kept.map(({ pool, nodes }) => nodePoolNode(view, pool, nodes))),
    ],
  };
}

function nodePoolNode(view: ClusterView, pool: NodePool, nodes: readonly KubeNode[]): TreeNode {
  const cluster = view.ref.id;
  const id = `${cluster}|nodePools|${pool.name}`;
  const name = plainText(pool.name);
  const description = describe(
    isolationText(pool),
    progressText(pool),
    `${pool.ready}/${pool.nodes.length} ready`,
    plainText(pool.size, 80),
    plainText(pool.os, 80),
  );
  return {
    id,
    target: { kind: 'nodePool', cluster, name: pool.name },
    label: name,
    description,
    icon: poolIcon(pool),
    accessibleLabel: `Node pool ${name}, ${description}`,
    flags: [pool.isolation],
    tooltip: () => poolTooltip(pool),
    children: () => limited(cluster, id, nodes, view.shown, (node) => nodeNode(view, id, node)),
  };
}

/** What a pool's nodes can do: `Kata`, `gVisor 2/3 nodes`, `no sandbox`. */
export function isolationText({ isolation, isolated, nodes }: NodePool): string {
  if (isolation === 'none') return ISOLATION_NAMES.none;
  if (isolation === 'unknown') return 'sandbox unknown';
  const part = isolated < nodes.length ? ` ${isolated}/${nodes.length} nodes` : '';
  return ISOLATION_NAMES[isolation] + part;
}

/** What the gVisor installer does on the nodes of a pool, or that it failed on some. */
function progressText({ nodes }: NodePool): string {
  const told = nodes.flatMap(({ gvisor }) => (gvisor ? [gvisor] : []));
  const stopped = told.filter(needsAttention).length;
  if (stopped > 0) return `gVisor failed on ${count(stopped, 'node')}`;
  if (told.some(({ state }) => state === 'removing')) return 'removing gVisor…';
  if (told.some(({ state }) => state === 'installing')) return 'installing gVisor…';
  return told.some(({ state }) => state === 'waiting') ? 'gVisor is waiting' : '';
}

function poolIcon({ isolation, ready, nodes }: NodePool) {
  if (ready < nodes.length) return { id: 'server-environment', color: 'list.warningForeground' };
  if (isolation === 'kata' || isolation === 'gvisor') {
    return { id: 'server-environment', color: 'charts.green' };
  }
  return { id: 'server-environment' };
}

function poolTooltip(pool: NodePool): string {
  const taints = [...new Set(pool.nodes.flatMap(({ taints: all }) => all.map(taintText)))];
  return facts(`Node pool ${markdownText(pool.name)}`, [
    ['Sandbox', markdownText(isolationText(pool))],
    ['Nodes', `${pool.nodes.length}, ${pool.ready} Ready`],
    ['VM size', markdownText(pool.size)],
    ['OS', markdownText(pool.os)],
    ['Mode', markdownText(pool.mode)],
    [
      'Taints',
      taints
        .slice(0, 10)
        .map((taint) => markdownCode(taint))
        .join(', '),
    ],
  ]);
}

function nodeNode(view: ClusterView, parent: string, node: KubeNode): TreeNode {
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
    ['Allocatable', markdownText(`${node.cpu} CPU, ${node.memory} memory`)],
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
