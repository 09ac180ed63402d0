import { type Loadable, valueOf } from '../../model/cluster/loadable.ts';
import type { ClusterSnapshot } from '../../model/cluster/snapshot.ts';
import type { Facts, Known } from './facts.ts';

/** The facts that a snapshot holds: what is not fresh is partial, what was never read unknown. */
export function factsOf(snapshot: ClusterSnapshot): Facts {
  return {
    cluster: snapshot.cluster.name,
    runtimeClasses: known(snapshot.runtimeClasses),
    nodes: known(snapshot.nodes),
    namespaces: known(snapshot.namespaces),
  };
}

function known<T>(loadable: Loadable<readonly T[]>): Known<T> {
  const items = valueOf(loadable);
  if (items === undefined) return { state: 'unknown' };
  return { state: loadable.state === 'ready' ? 'complete' : 'partial', items };
}

/** Whether both hold the very same lists: nothing need be checked anew. */
export function sameFacts(one: ClusterSnapshot, other: ClusterSnapshot): boolean {
  return (
    one.cluster.id === other.cluster.id &&
    one.runtimeClasses === other.runtimeClasses &&
    one.nodes === other.nodes &&
    one.namespaces === other.namespaces
  );
}
