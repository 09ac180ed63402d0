import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { listAll } from '../../../kube/list/list.ts';

import { valueOf } from '../../../model/cluster/loadable.ts';
import type { KubeNode } from '../../../model/node/node.ts';
import { NODES } from '../../../kube/resources/nodeResource.ts';

/** The nodes of a cluster: those that are known if it is being read, else read now. */
export async function nodesOf(session: ClusterSession): Promise<readonly KubeNode[]> {
  const known = valueOf(session.snapshot.nodes);
  if (known && session.isReading) return known;
  const { signal } = new AbortController();
  return [...(await listAll(session.connection, NODES, signal)).items.values()];
}
