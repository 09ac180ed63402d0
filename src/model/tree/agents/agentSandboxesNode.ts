import { compareNames } from '../../../base/compareNames.ts';
import { count, numberText } from '../../../base/text/count.ts';
import { markdownText, plainText } from '../../../base/text/plainText.ts';
import type { AgentIndex } from '../../cluster/agentIndex.ts';
import type { AgentObjects } from '../../cluster/agentObjects.ts';
import { valueOf } from '../../cluster/loadable.ts';
import type { ClusterView } from '../clusterView.ts';
import { limited, loadStateNodes, messageNode } from '../messageNode.ts';
import { facts } from '../tooltip.ts';
import { describe, spokenLabel, type TreeNode } from '../treeNode.ts';
import { problemSigns } from '../groups/problemCounts.ts';
import { openedByFilter } from '../openedByFilter.ts';
import { claimNode, claimRank } from './claimNode.ts';
import { poolNode, poolRank } from './poolNode.ts';
import { resultOf, sandboxNode } from './sandboxNode.ts';
import { type Rank, sandboxText } from './sandboxText.ts';

type Opened = NonNullable<ClusterView['opened']>;

function isLoading({ flags }: TreeNode): boolean {
  return flags.length === 0;
}

/** A row to be, with what its place follows from. */
interface Entry {
  readonly namespace: string;
  readonly name: string;
  readonly kind: 'pool' | 'claim' | 'Sandbox';
  readonly rank: Rank;
  readonly isKept: boolean;
  readonly toNode: (parent: string) => TreeNode;
}

/** The group of agent sandboxes, by namespace; nothing where the cluster has no such kinds. */
export function agentSandboxesNodes(view: ClusterView, opened: Opened): readonly TreeNode[] {
  const { agents: objects } = opened.snapshot;
  const index = opened.summary.agents;
  if (!objects || !index) return [];
  const { ref } = view;
  const id = `${ref.id}|agentSandboxes`;
  const entries = entriesOf(view, objects, index);
  const known = objects.sandboxes && valueOf(objects.sandboxes);
  const total = known ? numberText(known.length) : '';
  return [
    {
      id,
      target: { kind: 'group', cluster: ref.id, group: 'agentSandboxes' },
      label: 'Agent sandboxes',
      description: describe(...signs(entries), total),
      icon: { id: 'robot' },
      accessibleLabel: spokenLabel('Agent sandboxes', ...spokenSigns(entries), total),
      flags: ['agentSandboxes'],
      tooltip: () =>
        'Sandboxes of agents (agents.x-k8s.io) with their pods, pools and claims. Nothing in these kinds isolates by itself: the RuntimeClass of the pod does.',
      expanded: true,
      children: () => [...stateNodes(ref.id, id, objects), ...namespaces(view, id, entries, known)],
    },
  ];
}

/** What could not be read of each kind, and once that something is on its way. */
function stateNodes(cluster: string, id: string, objects: AgentObjects): readonly TreeNode[] {
  const { sandboxes, claims, warmPools, templates } = objects;
  const parts = Object.entries({ sandboxes, claims, warmPools, templates });
  const rows = parts.flatMap(([name, part]) =>
    part ? loadStateNodes(cluster, `${id}|${name}`, part) : [],
  );
  return [...rows.filter((row) => !isLoading(row)), ...rows.filter(isLoading).slice(0, 1)];
}

function entriesOf(view: ClusterView, objects: AgentObjects, index: AgentIndex): readonly Entry[] {
  const { filter } = view;
  const templatesKnown = objects.templates?.state === 'ready';
  return [
    ...index.pools.map((state): Entry => {
      const { namespace, name, templateName } = state.pool;
      return {
        namespace,
        name,
        kind: 'pool',
        rank: poolRank(state, templatesKnown),
        isKept: filter(namespace, name, templateName),
        toNode: (parent) => poolNode(view, parent, state, templatesKnown),
      };
    }),
    ...index.claims.map((state): Entry => {
      const { namespace, name, sandboxName } = state.claim;
      return {
        namespace,
        name,
        kind: 'claim',
        rank: claimRank(state),
        isKept: filter(namespace, name, sandboxName),
        toNode: (parent) => claimNode(view, parent, state),
      };
    }),
    ...index.sandboxes.map((state): Entry => {
      const { namespace, name, runtimeClass } = state.sandbox;
      return {
        namespace,
        name,
        kind: 'Sandbox',
        rank: sandboxText(state, resultOf(view, state)).rank,
        isKept: filter(namespace, name, runtimeClass, state.pod?.node),
        toNode: (parent) => sandboxNode(view, parent, state),
      };
    }),
  ];
}

function signs(entries: readonly Entry[]): readonly string[] {
  return problemSigns(...counts(entries));
}

function spokenSigns(entries: readonly Entry[]): readonly string[] {
  const [red, warnings] = counts(entries);
  return [red > 0 ? `${red} less than promised` : '', warnings > 0 ? `${warnings} to look at` : ''];
}

function counts(entries: readonly Entry[]): readonly [red: number, warnings: number] {
  const of = (wanted: Rank): number => entries.filter(({ rank }) => rank === wanted).length;
  return [of('red'), of('warning')];
}

function namespaces(
  view: ClusterView,
  parent: string,
  entries: readonly Entry[],
  known: readonly unknown[] | undefined,
): readonly TreeNode[] {
  const { ref } = view;
  const groups = [...Map.groupBy(entries, ({ namespace }) => namespace)]
    .filter(([, all]) => all.some(({ isKept }) => isKept))
    .map(([namespace, all]) => ({ namespace, all, hasRed: all.some(({ rank }) => rank === 'red') }))
    .toSorted(
      (a, b) => Number(b.hasRed) - Number(a.hasRed) || compareNames(a.namespace, b.namespace),
    );
  if (groups.length === 0) {
    if (!known) return [];
    const text = view.filtered ? 'No agent sandbox matches the filter' : 'No agent sandboxes yet';
    return [messageNode(ref.id, parent, text)];
  }
  return limited(ref.id, parent, groups, view.shown, ({ namespace, all, hasRed }) =>
    namespaceNode(view, `${parent}|${namespace}`, namespace, all, hasRed),
  );
}

const RANKS: readonly Rank[] = ['red', 'warning', 'fine'];
const KINDS: readonly Entry['kind'][] = ['pool', 'claim', 'Sandbox'];

function namespaceNode(
  view: ClusterView,
  id: string,
  namespace: string,
  all: readonly Entry[],
  hasRed: boolean,
): TreeNode {
  const cluster = view.ref.id;
  const name = plainText(namespace);
  const sandboxes = all.filter(({ kind }) => kind === 'Sandbox').length;
  const total = count(sandboxes, 'Sandbox', 'Sandboxes');
  const kept = all.filter(({ isKept }) => isKept);
  return {
    ...openedByFilter(view, id, kept.length),
    target: { kind: 'namespace', cluster, name: namespace },
    label: name,
    description: describe(...signs(all), total),
    icon: { id: 'symbol-namespace', ...(hasRed ? { color: 'list.errorForeground' } : {}) },
    accessibleLabel: spokenLabel(`Namespace ${name}`, ...spokenSigns(all), total),
    flags: [],
    tooltip: () =>
      facts(
        `Namespace ${markdownText(namespace)}`,
        KINDS.map((one) => [
          { pool: 'Pools', claim: 'Claims', Sandbox: 'Sandboxes' }[one],
          String(all.filter(({ kind }) => kind === one).length),
        ]),
      ),
    children: () =>
      limited(
        cluster,
        id,
        kept.toSorted(
          (a, b) =>
            RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) ||
            KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
            compareNames(a.name, b.name),
        ),
        view.shown,
        ({ toNode }) => toNode(id),
      ),
  };
}
