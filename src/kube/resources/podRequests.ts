import type { Connection } from '../api/connection.ts';
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
  const { namespace, pod, container, tailLines, signal } = request;
  return connection.text({
    path: `${podPath(namespace, pod)}/log`,
    query: { container, tailLines, limitBytes: MAX_LOG_BYTES },
    accept: '*/*',
    subject: {
      cluster: connection.cluster.name,
      verb: 'read the log of',
      object: `${namespace}/${pod} (container ${container})`,
      rights: 'get on pods/log',
    },
    signal,
  });
}
