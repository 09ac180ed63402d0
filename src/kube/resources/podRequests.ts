import type { ApiRequest, Connection } from '../api/connection.ts';
import { networkError } from '../../net/networkError.ts';
import type { RawPod } from './podResource.ts';
import { NAMESPACES } from './namespaceResource.ts';

export function podsPath(namespace: string): string {
  return `${NAMESPACES.path}/${encodeURIComponent(namespace)}/pods`;
}

export function podPath(namespace: string, name: string): string {
  return `${podsPath(namespace)}/${encodeURIComponent(name)}`;
}

/** A pod as the cluster has it. */
export function readPod<T extends RawPod>(
  connection: Connection,
  namespace: string,
  name: string,
  signal: AbortSignal,
): Promise<T> {
  return connection.json<T>({
    path: podPath(namespace, name),
    subject: {
      cluster: connection.cluster.name,
      verb: 'read',
      object: `the pod ${namespace}/${name}`,
      rights: 'get on pods',
    },
    signal,
  });
}

export interface PodLogRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** The last lines only. */
  readonly tailLines?: number;
  readonly signal: AbortSignal;
}

const MAX_LOG_BYTES = 1024 * 1024;

/** What a container printed, at most 1 MiB of it. */
export function readPodLog(connection: Connection, request: PodLogRequest): Promise<string> {
  return connection.text(logRequest(connection, request, { limitBytes: MAX_LOG_BYTES }));
}

/** What a container prints, as it does so, until it is over. */
export async function* followPodLog(
  connection: Connection,
  request: PodLogRequest,
): AsyncGenerator<string> {
  const { subject, ...rest } = logRequest(connection, request, { follow: true });
  const body = await connection.stream({ ...rest, subject, silenceMs: 0 });
  const decoder = new TextDecoder();
  try {
    for await (const bytes of body) yield decoder.decode(bytes as Buffer, { stream: true });
  } catch (error) {
    throw request.signal.aborted ? request.signal.reason : networkError(subject, error);
  } finally {
    body.destroy();
  }
}

function logRequest(
  connection: Connection,
  { namespace, pod, container, tailLines, signal }: PodLogRequest,
  how: NonNullable<ApiRequest['query']>,
): ApiRequest {
  return {
    path: `${podPath(namespace, pod)}/log`,
    query: { container, tailLines, ...how },
    accept: '*/*',
    subject: {
      cluster: connection.cluster.name,
      verb: 'read the log of',
      object: `${namespace}/${pod} (container ${container})`,
      rights: 'get on pods/log',
    },
    signal,
  };
}
