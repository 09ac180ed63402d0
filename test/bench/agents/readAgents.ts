// Reads a cluster and draws its rows, with its agent sandboxes or its pods alone: node readAgents.cjs all|pods KUBECONFIG
import { clusterSummary } from '../../../src/model/cluster/clusterSummary.ts';
import type { ClusterSnapshot } from '../../../src/model/cluster/snapshot.ts';
import { agentSandboxesNodes } from '../../../src/model/tree/agents/agentSandboxesNode.ts';
import { clusterNode } from '../../../src/model/tree/clusterNode.ts';
import { filterOf } from '../../../src/model/tree/filter.ts';
import { sessionTo } from '../../simConnection.ts';
import { measure } from '../measure.ts';

const STATE = {
  path: '/sim/state',
  subject: { cluster: 'sim', verb: 'read', object: 'the state', rights: '' },
};

/** Whether the rows of pods are there, and those of Sandboxes. */
function hasRows({ runtimeClasses, pods, agents }: ClusterSnapshot, withAgents: boolean): boolean {
  const parts = [runtimeClasses, pods, ...(withAgents ? [agents?.sandboxes] : [])];
  return parts.every((part) => part?.state === 'ready');
}

function isRead(snapshot: ClusterSnapshot, withAgents: boolean): boolean {
  const { version, nodes, agents } = snapshot;
  const own = [agents?.templates, agents?.warmPools, agents?.claims];
  const parts = [version, nodes, ...(withAgents ? own : [])];
  return hasRows(snapshot, withAgents) && parts.every((part) => part?.state === 'ready');
}

/** How many rows the groups of a cluster have down to their namespaces. */
function draw(snapshot: ClusterSnapshot): number {
  const root = clusterNode(
    {
      ref: snapshot.cluster,
      active: true,
      now: 0,
      opened: { snapshot, summary: clusterSummary(snapshot) },
      results: new Map(),
      nodeResults: new Map(),
      filter: filterOf(''),
      filtered: false,
      groupBy: 'namespace',
      allPods: false,
      shown: new Map(),
    },
    agentSandboxesNodes,
  );
  const groups = root.children?.() ?? [];
  return groups.reduce((sum, group) => sum + (group.children?.().length ?? 0), groups.length);
}

async function main(mode = 'all', kubeconfig = ''): Promise<void> {
  const session = await sessionTo(kubeconfig);
  const withAgents = mode === 'all';
  const { cost, result } = await measure(async () => {
    const began = performance.now();
    const read = Promise.withResolvers<void>();
    let firstRows: number | undefined;
    session.onDidChange((snapshot) => {
      if (firstRows === undefined && hasRows(snapshot, withAgents)) {
        draw(snapshot);
        firstRows = (performance.now() - began) / 1000;
      }
      if (isRead(snapshot, withAgents)) read.resolve();
    });
    session.look();
    await read.promise;
    return firstRows;
  });
  const signal = AbortSignal.timeout(10_000);
  const { watches } = await session.connection.json<{ watches: Record<string, number> }>({
    ...STATE,
    signal,
  });
  console.log(JSON.stringify({ ...cost, firstRows: result, watches }));
  process.exit(0);
}

void main(...process.argv.slice(2));
