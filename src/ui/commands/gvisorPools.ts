import { type QuickPickItem, window } from 'vscode';
import { plainText } from '../../base/plainText.ts';
import { UserError } from '../../base/problem.ts';
import type { InstallerOptions } from '../../gvisor/installerOptions.ts';
import { poolVerdict } from '../../gvisor/poolVerdict.ts';
import type { GVisorRelease } from '../../gvisor/release.ts';
import type { NodePool } from '../../model/nodePool.ts';
import { poolLabelOf } from '../../model/nodePoolLabels.ts';
import { isolationText } from '../../model/tree/nodePoolNodes.ts';
import type { Toleration } from '../../model/taint.ts';

interface PoolItem extends QuickPickItem {
  readonly pool: NodePool;
}

/** The chosen pools, how their nodes are selected, and what pods must tolerate to go there. */
export interface ChosenPools {
  readonly pools: InstallerOptions['pools'];
  readonly nodes: readonly string[];
  readonly tolerations: readonly Toleration[];
}

/** Asks for node pools. Those that cannot take gVisor are not offered; why not stands in the last entry. */
export async function pickGVisorPools(
  all: readonly NodePool[],
  release: GVisorRelease,
  clicked: string | undefined,
): Promise<ChosenPools | undefined> {
  const judged = all.map((pool) => ({ pool, judgement: poolVerdict(pool, release) }));
  const fitting = judged.filter(({ judgement }) => judgement.verdict !== 'refused');
  const refused = judged
    .filter(({ judgement }) => judgement.verdict === 'refused')
    .map(({ pool, judgement }) => `${plainText(pool.name)}: ${judgement.reasons[0] ?? ''}`);
  if (fitting.length === 0) throw noPool(refused);
  const items = fitting.map(({ pool, judgement }): PoolItem => ({
    label: plainText(pool.name),
    description: [isolationText(pool), plainText(pool.os, 60), `${pool.nodes.length} nodes`].join(
      ' · ',
    ),
    detail:
      judgement.verdict === 'warned'
        ? `$(warning) ${judgement.reasons.join('; ')}`
        : '$(check) fine, as far as the cluster tells; each node is checked again before it is changed',
    picked: pool.name === clicked || (pool.isolation === 'gvisor' && clicked === undefined),
    pool,
  }));
  const picked = await window.showQuickPick(items, {
    title: 'Deploy gVisor: Choose Node Pools',
    placeHolder:
      refused.length > 0
        ? `Not offered: ${refused.join('; ')}`
        : 'Microsoft tolerates this, but does not support it',
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!picked || picked.length === 0) return undefined;
  return chosen(picked.map(({ pool }) => pool));
}

/** How the nodes of these pools are selected. Throws when their names are in different labels. */
export function chosen(pools: readonly NodePool[]): ChosenPools {
  const nodes = pools.flatMap((pool) => pool.nodes);
  const labels = new Set(nodes.map((node) => poolLabelOf(node.labels)));
  const [label] = labels;
  if (labels.size !== 1 || label === undefined) {
    throw new UserError({
      kind: 'configuration',
      what: 'The nodes of these pools name their pool by different labels',
      next: 'Choose one pool at a time.',
      retryable: false,
    });
  }
  const taints = nodes.flatMap((node) => node.taints).filter(({ key }) => !isPassing(key));
  const tolerations = taints.map(({ key, value, effect }) =>
    value === '' ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect },
  );
  const distinct = new Map(tolerations.map((one) => [JSON.stringify(one), one]));
  return {
    pools: { label, names: pools.map(({ name }) => name) },
    nodes: nodes.map(({ name }) => name),
    tolerations: [...distinct.values()],
  };
}

/** Taints that come and go with the state of a node. */
function isPassing(key: string): boolean {
  return (
    key.startsWith('node.kubernetes.io/') || key.startsWith('node.cloudprovider.kubernetes.io/')
  );
}

function noPool(refused: readonly string[]): UserError {
  return new UserError({
    kind: 'configuration',
    what: `No node pool here can take gVisor: ${refused.join('; ') || 'the cluster has no nodes'}`,
    next: 'Add a pool of Ubuntu or Azure Linux.',
    retryable: false,
  });
}
