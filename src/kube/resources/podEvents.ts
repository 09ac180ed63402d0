import { listOf, type RawObject, stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import type { Owner } from '../../model/pod/pod.ts';
import type { Connection } from '../api/connection.ts';
import { NAMESPACES } from './namespaceResource.ts';

/** An event of a pod or of what controls it. */
export interface PodEvent {
  readonly object: string;
  /** `Normal` or `Warning`. */
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  /** ISO 8601; empty when the event does not tell. */
  readonly lastSeen: string;
}

interface RawEvent extends RawObject {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly lastTimestamp?: string;
  readonly firstTimestamp?: string;
  readonly eventTime?: string;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
  readonly involvedObject?: { readonly kind?: string; readonly name?: string };
}

/** The events of a pod and of its owner, the oldest first. */
export function podEvents(
  connection: Connection,
  pod: { readonly namespace: string; readonly name: string; readonly owner?: Owner | undefined },
  signal: AbortSignal,
): Promise<readonly PodEvent[]> {
  const objects = [{ kind: 'Pod', name: pod.name }, ...(pod.owner ? [pod.owner] : [])];
  return eventsOfObjects(connection, pod.namespace, objects, signal);
}

/** The events of objects of a namespace, the oldest first. */
export async function eventsOfObjects(
  connection: Connection,
  namespace: string,
  objects: readonly Owner[],
  signal: AbortSignal,
): Promise<readonly PodEvent[]> {
  const found = await Promise.all(
    objects.map(({ kind, name }) => eventsOf(connection, namespace, kind, name, signal)),
  );
  return found.flat().toSorted((a, b) => (a.lastSeen < b.lastSeen ? -1 : 1));
}

async function eventsOf(
  connection: Connection,
  namespace: string,
  kind: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly PodEvent[]> {
  const { items } = await connection.json<{ items?: readonly RawEvent[] }>({
    path: `${NAMESPACES.path}/${encodeURIComponent(namespace)}/events`,
    query: { fieldSelector: `involvedObject.kind=${kind},involvedObject.name=${name}`, limit: 500 },
    subject: {
      cluster: connection.cluster.name,
      verb: 'list',
      object: `events in the namespace ${namespace}`,
      rights: 'list on events',
    },
    signal,
  });
  return listOf(items).map(projectEvent);
}

export function projectEvent(raw: RawEvent): PodEvent {
  const { series, involvedObject } = raw;
  return {
    object: `${stringOf(involvedObject?.kind)}/${stringOf(involvedObject?.name)}`,
    type: stringOf(raw.type),
    reason: stringOf(raw.reason),
    message: stringOf(raw.message),
    count: series?.count ?? raw.count ?? 1,
    lastSeen:
      stringOf(series?.lastObservedTime) ||
      stringOf(raw.lastTimestamp) ||
      stringOf(raw.eventTime) ||
      stringOf(raw.firstTimestamp),
  };
}
