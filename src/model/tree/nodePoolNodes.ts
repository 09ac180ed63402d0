import { markdownText, plainText } from '../../base/text/plainText.ts';
import { needsAttention } from '../node/gvisorNode.ts';
import { claimsSandbox } from '../isolation/claim.ts';
import type { NodePool } from '../node/nodePool.ts';
import type { KubeNode } from '../node/node.ts';
import type { ClusterView } from './clusterView.ts';
import { limited, loadStateNodes, messageNode } from './messageNode.ts';
import { facts } from './tooltip.ts';
import { describe, spokenLabel, type TreeIcon, type TreeNode } from './treeNode.ts';
import { count, numberText } from '../../base/text/count.ts';
import { type AgentPool, isInTransition, OLD_KATA_RUNTIME } from '../aks/agentPool.ts';
import { joinPools, type PoolRecord } from '../aks/joinPools.ts';
import { autoscaleText, nodeCountText, poolStateText, poolWarning } from '../aks/poolText.ts';
import { type Loadable, valueOf } from '../cluster/loadable.ts';
import { nodeNode } from './nodeNode.ts';
import { isolationText, poolFacts } from './facts/poolFacts.ts';
import { openedByFilter } from './openedByFilter.ts';
import { problemCounts, problemsFirst, type RowProblem } from './groups/problemCounts.ts';
import { rolloutFlags } from './rolloutFlags.ts';

/** The group of node pools: what their nodes tell, and what Azure tells. */
export function nodePoolsNode(view: ClusterView): TreeNode {
  const { ref, filter, opened, agentPools } = view;
  const id = `${ref.id}|nodePools`;
  const pools = joinPools(opened?.summary.pools ?? [], (agentPools && valueOf(agentPools)) ?? []);
  const problemOf = ({ pool, azure }: PoolRecord): RowProblem =>
    poolProblem(pool, azure, azure ? poolWarning(azure, view.now) : '');
  const kept = problemsFirst(pools, problemOf)
    .map((record) => ({
      record,
      nodes: record.pool.nodes.filter((node) => filter(record.name, node.name)),
    }))
    .filter(({ record, nodes }) => nodes.length > 0 || filter(record.name));
  const problems = problemCounts(pools.map(problemOf));
  const total = opened?.summary.nodes ? count(opened.summary.nodes.length, 'node') : '';
  return {
    id,
    target: { kind: 'group', cluster: ref.id, group: 'nodePools' },
    label: 'Node pools',
    description: describe(...problems.signs, total),
    icon: { id: 'server' },
    accessibleLabel: spokenLabel('Node pools', problems.spoken, total),
    flags: ['nodePools', ...(ref.aks ? ['aks'] : []), ...rolloutFlags(opened?.summary.nodes ?? [])],
    tooltip: () =>
      ref.aks
        ? 'Node pools and what their nodes can do, from the labels and status of the nodes, and what Azure says of them.'
        : 'Node pools and what their nodes can do, from the labels and status of the nodes.',
    expanded: true,
    children: () => [
      ...(opened ? loadStateNodes(ref.id, id, opened.snapshot.nodes) : []),
      ...(agentPools ? azureStateNodes(view, id, agentPools) : []),
      ...(kept.length === 0 && opened?.summary.nodes
        ? [messageNode(ref.id, id, view.filtered ? 'No node matches the filter' : 'No nodes')]
        : kept.map(({ record, nodes }) => nodePoolNode(view, record, nodes))),
    ],
  };
}

/** What keeps Azure's half of the pools away; nodes alone are shown then. */
function azureStateNodes(
  view: ClusterView,
  parent: string,
  agentPools: Loadable<unknown>,
): readonly TreeNode[] {
  return loadStateNodes(view.ref.id, `${parent}|azure`, agentPools).map((node) =>
    agentPools.state === 'loading' ? { ...node, label: 'Asking Azure…' } : node,
  );
}

function nodePoolNode(
  view: ClusterView,
  { name: poolName, pool, azure }: PoolRecord,
  nodes: readonly KubeNode[],
): TreeNode {
  const cluster = view.ref.id;
  const id = `${cluster}|nodePools|${poolName}`;
  const name = plainText(poolName);
  const warning = azure ? poolWarning(azure, view.now) : '';
  const description = describe(
    azure && poolStateText(azure),
    isolationText(pool),
    progressText(pool),
    readyText(view, pool, azure),
    azure && view.opened?.summary.nodes && nodeCountText(azure, pool.nodes.length),
    warning,
    plainText(pool.size, 80),
    plainText(pool.os, 80),
    azure && autoscaleText(azure),
  );
  const isByNode = !view.filter(poolName);
  return {
    ...(isByNode ? openedByFilter(view, id, nodes.length) : { id }),
    target: { kind: 'nodePool', cluster, name: poolName },
    label: name,
    description,
    icon: poolIcon(pool, azure, warning),
    accessibleLabel: `Node pool ${name}, ${description}`,
    flags: [pool.isolation, ...(azure ? poolFlags(azure) : []), ...rolloutFlags(pool.nodes)],
    tooltip: () => facts(`Node pool ${markdownText(pool.name)}`, poolFacts(pool, azure, view.now)),
    ...(pool.nodes.length === 0
      ? {}
      : {
          children: () =>
            limited(cluster, id, nodes, view.shown, (node) => nodeNode(view, id, node)),
        }),
  };
}

/** Without the nodes themselves only Azure's number is known. */
function readyText({ opened }: ClusterView, { ready, nodes }: NodePool, azure?: AgentPool): string {
  if (opened?.summary.nodes)
    return nodes.length === 0
      ? 'no nodes'
      : `${numberText(ready)}/${numberText(nodes.length)} ready`;
  return azure ? count(azure.count, 'node') : '';
}

/**
 * What the menus go by: that Azure knows it, that it is at work on it, and that it is of the
 * preview.
 */
function poolFlags({ state, mode, workloadRuntime }: AgentPool): readonly string[] {
  return [
    'azure',
    isInTransition(state) ? 'busy' : 'idle',
    mode.toLowerCase(),
    ...(workloadRuntime === OLD_KATA_RUNTIME ? ['old'] : []),
  ];
}

/** What the gVisor installer does on the nodes of a pool, or that it failed on some. */
function progressText({ nodes }: NodePool): string {
  const told = nodes.flatMap(({ gvisor }) => (gvisor ? [gvisor] : []));
  const stopped = told.filter(needsAttention).length;
  if (stopped > 0) return `gVisor failed on ${count(stopped, 'node')}`;
  if (told.some(({ state }) => state === 'removing')) return 'removing gVisor…';
  if (told.some(({ state }) => state === 'installing')) return 'installing gVisor…';
  if (told.some(({ state }) => state === 'paused')) return 'gVisor is paused';
  return told.some(({ state }) => state === 'waiting') ? 'gVisor is waiting' : '';
}

/** A pool that Azure is at work on has none: what is not yet there may come. */
function poolProblem(
  { isolation, isolated, ready, nodes }: NodePool,
  azure: AgentPool | undefined,
  warning: string,
): RowProblem {
  if (azure?.state === 'Failed') return 'failed';
  if (azure && isInTransition(azure.state)) return undefined;
  const isPartial = claimsSandbox(isolation) && isolated < nodes.length;
  return ready < nodes.length || isPartial || warning !== '' ? 'warning' : undefined;
}

function poolIcon(pool: NodePool, azure?: AgentPool, warning = ''): TreeIcon {
  const problem = poolProblem(pool, azure, warning);
  if (problem === 'failed') return { id: 'error', color: 'list.errorForeground' };
  if (azure && isInTransition(azure.state)) return { id: 'loading~spin' };
  const id = 'server-environment';
  if (problem === 'warning') return { id, color: 'list.warningForeground' };
  return claimsSandbox(pool.isolation) ? { id, color: 'charts.green' } : { id };
}
