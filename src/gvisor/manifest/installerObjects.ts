import type { Connection } from '../../kube/api/connection.ts';
import { listOf, type RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import { NAMESPACE, SELECTOR_LABELS } from './installerNames.ts';
import { selectorText } from '../../model/kubernetes/labelSelector.ts';

/** The installer's objects of a kind, in its namespace. */
export async function installerObjects<T extends RawObject>(
  connection: Connection,
  plural: 'configmaps' | 'pods',
  signal: AbortSignal,
): Promise<readonly T[]> {
  const { items } = await connection.json<{ items?: readonly T[] }>({
    path: `/api/v1/namespaces/${NAMESPACE}/${plural}`,
    query: { labelSelector: selectorText(SELECTOR_LABELS) },
    subject: {
      cluster: connection.cluster.name,
      verb: 'list',
      object: `${plural} in the namespace ${NAMESPACE}`,
      rights: `list on ${plural}`,
    },
    signal,
  });
  return listOf(items);
}
