import { mapConcurrent } from '../../base/mapConcurrent.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { listSubject } from '../../kube/list/listedKind.ts';
import { podsPath, readPod } from '../../kube/resources/podRequests.ts';
import { PODS } from '../../kube/resources/podResource.ts';
import { listOf } from '../../model/kubernetes/kubernetesObject.ts';
import { withRetry } from '../../net/retry.ts';
import type { Unchecked } from '../report/checkReport.ts';
import { listCheckedPods } from './checkedPods.ts';
import { type CheckTarget, projectCheckTarget } from './checkTarget.ts';
import { podKey, type PodName } from './podScope.ts';
import { isOfObject, uncheckedBy } from './uncheckedBy.ts';

/** How many requests are under way at a time. */
const MAX_READS = 16;
/** From so many named pods of a namespace on, it is asked how many the namespace has. */
const MANY = 20;
/** A pod costs about a tenth in a list of what it costs when it is read alone. */
const CHEAPER = 10;

/**
 * Reads pods by their names, each once, in their order: many of a namespace from its list, the
 * others one by one. What cannot be read is told in its place.
 */
export async function namedPods(
  connection: Connection,
  pods: readonly PodName[],
  signal: AbortSignal,
): Promise<readonly (CheckTarget | Unchecked)[]> {
  const named = new Map(pods.map((pod) => [podKey(pod), pod]));
  const listed = await fromLists(connection, [...named.values()], signal);
  return mapConcurrent([...named.values()], MAX_READS, signal, async (pod) => {
    const known = listed.get(podKey(pod));
    if (known) return known;
    const { namespace, name } = pod;
    try {
      const read = () => readPod(connection, namespace, name, signal);
      const raw = await withRetry(read, signal, Infinity, connection.onWait);
      return projectCheckTarget(raw);
    } catch (error) {
      return uncheckedBy(error, `Pod ${namespace}/${name}`);
    }
  });
}

/** The pods of namespaces whose list costs less than reading each that is named. */
async function fromLists(
  connection: Connection,
  pods: readonly PodName[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, CheckTarget>> {
  const named = Map.groupBy(pods, ({ namespace }) => namespace);
  const many = [...named].filter(([, ofNamespace]) => ofNamespace.length >= MANY);
  const lists = await mapConcurrent(many, MAX_READS, signal, async ([namespace, { length }]) => {
    const path = podsPath(namespace);
    try {
      const countAll = () => countPods(connection, path, signal);
      const all = await withRetry(countAll, signal, Infinity, connection.onWait);
      if (all > length * CHEAPER) return [];
      return await listCheckedPods(connection, path, {}, signal);
    } catch (error) {
      // Who may read pods may not be allowed to list them; a list may fail by one of its pods.
      if (isOfObject(error)) return [];
      throw error;
    }
  });
  return new Map(lists.flat().map((target) => [podKey(target.pod), target]));
}

interface FirstPod {
  readonly metadata?: { readonly continue?: string; readonly remainingItemCount?: number };
  readonly items?: readonly unknown[] | null;
}

/** How many pods a list has, about; infinite where the server does not say so. */
async function countPods(
  connection: Connection,
  path: string,
  signal: AbortSignal,
): Promise<number> {
  const subject = listSubject(connection.cluster.name, PODS.plural);
  const { metadata, items } = await connection.json<FirstPod>({
    path,
    query: { limit: 1 },
    subject,
    signal,
  });
  const remaining = metadata?.continue ? (metadata.remainingItemCount ?? Infinity) : 0;
  return listOf(items ?? undefined).length + remaining;
}
