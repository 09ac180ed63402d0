import type { QuickPickItem } from 'vscode';
import { plainText } from '../../../../base/text/plainText.ts';
import { UserError } from '../../../../base/problem.ts';
import { poolVerdict, type PoolVerdict } from '../../../../gvisor/deploy/poolVerdict.ts';
import type { InstallerOptions } from '../../../../gvisor/manifest/installerOptions.ts';
import type { GVisorRelease } from '../../../../gvisor/manifest/release.ts';
import { type Toleration, tolerationOf } from '../../../../model/kubernetes/taint.ts';
import type { NodePool } from '../../../../model/node/nodePool.ts';
import { poolLabelOf } from '../../../../model/node/nodePoolName.ts';
import { isolationText } from '../../../../model/tree/facts/poolFacts.ts';
import { count } from '../../../../base/text/count.ts';

/** A node pool that may be chosen, with its verdict. */
export interface PoolItem extends QuickPickItem {
  readonly pool: NodePool;
  /** Why it cannot take gVisor. */
  readonly refused?: string;
}

/** The chosen pools, how their nodes are selected, and what pods must tolerate to go there. */
export interface ChosenPools {
  readonly pools: InstallerOptions['pools'];
  readonly nodes: readonly string[];
  /** One of them that is tried first, alone; absent for all. */
  readonly onlyNodes?: readonly string[];
  readonly tolerations: readonly Toleration[];
}

/**
 * The pools of a cluster as they are offered, those that cannot take gVisor last. Ticked is the
 * pool that was clicked; where none was, those that have gVisor already. Throws when none can take
 * it.
 */
export function poolItems(
  pools: readonly NodePool[],
  release: GVisorRelease,
  clicked: string | undefined,
): { readonly fitting: readonly PoolItem[]; readonly refused: readonly PoolItem[] } {
  const items = pools.map((pool) => poolItem(pool, poolVerdict(pool, release), clicked));
  const fitting = items.filter(({ refused }) => refused === undefined);
  const refused = items.filter((item) => item.refused !== undefined);
  if (fitting.length === 0) throw noPool(refused);
  return { fitting, refused };
}

/** Which of the pools that were ticked cannot take gVisor, and why; `undefined` for none. */
export function tickedProblem(ticked: readonly PoolItem[]): string | undefined {
  const wrong = ticked.flatMap(({ refused }) => refused ?? []);
  return wrong.length === 0 ? undefined : `Untick what cannot take gVisor: ${wrong.join('; ')}`;
}

/** The names of pools as they are typed. */
export function poolNames(typed: string): readonly string[] {
  return [...new Set(typed.split(/[\s,]+/).filter((name) => name !== ''))];
}

/** What is wrong with names of pools that were typed. */
export function poolNamesProblem(typed: string): string | undefined {
  const names = poolNames(typed);
  if (names.length === 0) return 'One name at least';
  const wrong = names.find((name) => !/^[a-z][a-z0-9]{0,11}$/.test(name));
  return wrong === undefined
    ? undefined
    : `"${wrong}" is no name of a pool: lower-case letters and digits, a letter first, 12 at most`;
}

/** How the nodes of these pools are selected. Throws when their names are in different labels. */
export function chosenPools(pools: readonly NodePool[]): ChosenPools {
  const nodes = pools.flatMap((pool) => pool.nodes);
  const labels = new Set(nodes.map((node) => poolLabelOf(node.labels)));
  const [label] = labels;
  if (nodes.length === 0) {
    throw new UserError({
      kind: 'configuration',
      what: 'These pools have no nodes',
      next: 'Deploy gVisor anew, on pools that have some.',
      retryable: false,
    });
  }
  if (labels.size !== 1 || label === undefined) {
    throw new UserError({
      kind: 'configuration',
      what: 'The nodes of these pools name their pool by different labels',
      next: 'Choose one pool at a time.',
      retryable: false,
    });
  }
  const taints = nodes.flatMap((node) => node.taints).filter(({ key }) => !isPassing(key));
  const tolerations = taints.map(tolerationOf);
  const distinct = new Map(tolerations.map((one) => [JSON.stringify(one), one]));
  return {
    pools: { label, names: pools.map(({ name }) => name) },
    nodes: nodes.map(({ name }) => name),
    tolerations: [...distinct.values()],
  };
}

function poolItem(
  pool: NodePool,
  { verdict, reasons }: PoolVerdict,
  clicked: string | undefined,
): PoolItem {
  const isRefused = verdict === 'refused';
  const fine = '$(check) fine, as far as the cluster tells; each node is checked again on itself';
  const icon = isRefused ? '$(circle-slash)' : '$(warning)';
  const nodes = count(pool.nodes.length, 'node');
  return {
    label: plainText(pool.name),
    description: [isolationText(pool), plainText(pool.os, 60), nodes].join(' · '),
    detail: verdict === 'fine' ? fine : `${icon} ${reasons.join('; ')}`,
    picked:
      !isRefused &&
      (pool.name === clicked || (pool.isolation === 'gvisor' && clicked === undefined)),
    pool,
    ...(isRefused ? { refused: refusedText(plainText(pool.name), reasons[0] ?? '') } : {}),
  };
}

/** Why a pool cannot take gVisor, e.g. `kata1 is a Kata pool: …`, `win1: Windows`. */
function refusedText(name: string, reason: string): string {
  return reason.startsWith('a ') ? `${name} is ${reason}` : `${name}: ${reason}`;
}

/** Taints that come and go with the state of a node. */
function isPassing(key: string): boolean {
  return (
    key.startsWith('node.kubernetes.io/') || key.startsWith('node.cloudprovider.kubernetes.io/')
  );
}

function noPool(refused: readonly PoolItem[]): UserError {
  const reasons = refused.map((item) => item.refused).join('; ');
  return new UserError({
    kind: 'configuration',
    what: `No pool can take gVisor: ${reasons || 'the cluster has no nodes'}`,
    next: 'Choose other pools, or add one of Ubuntu or Azure Linux.',
    retryable: false,
  });
}
