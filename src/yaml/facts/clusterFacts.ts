import type { AgentObjects } from '../../model/cluster/agentObjects.ts';
import { type Loadable, valueOf } from '../../model/cluster/loadable.ts';
import type { ClusterSnapshot } from '../../model/cluster/snapshot.ts';
import type { AgentFacts } from './agentFacts.ts';
import type { Facts, Known } from './facts.ts';

/** The facts that a snapshot holds: what is not fresh is partial, what was never read unknown. */
export function factsOf(snapshot: ClusterSnapshot): Facts {
  return {
    cluster: snapshot.cluster.name,
    runtimeClasses: known(snapshot.runtimeClasses),
    nodes: known(snapshot.nodes),
    namespaces: known(snapshot.namespaces),
    ...(snapshot.agents ? { agents: agentFactsOf(snapshot.agents) } : {}),
  };
}

function agentFactsOf({ versions, templates, warmPools }: AgentObjects): AgentFacts {
  return { versions, templates: known(templates), pools: known(warmPools) };
}

function known<T>(loadable: Loadable<readonly T[]> | undefined): Known<T> {
  const items = loadable && valueOf(loadable);
  if (items === undefined) return { state: 'unknown' };
  return { state: loadable?.state === 'ready' ? 'complete' : 'partial', items };
}

/** Whether both hold the very same lists: nothing need be checked anew. */
export function sameFacts(one: ClusterSnapshot, other: ClusterSnapshot): boolean {
  return (
    one.cluster.id === other.cluster.id &&
    one.runtimeClasses === other.runtimeClasses &&
    one.nodes === other.nodes &&
    one.namespaces === other.namespaces &&
    one.agents?.versions === other.agents?.versions &&
    one.agents?.templates === other.agents?.templates &&
    one.agents?.warmPools === other.agents?.warmPools
  );
}
