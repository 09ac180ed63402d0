import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import type { Connection } from './connection.ts';

/** The API server's version without the `v`, e.g. `1.35.2`. */
export async function serverVersion(connection: Connection, signal: AbortSignal): Promise<string> {
  const version = await connection.json<{ gitVersion?: unknown }>({
    path: '/version',
    subject: {
      cluster: connection.cluster.name,
      verb: 'read',
      object: 'the version',
      rights: 'get on /version',
    },
    signal,
  });
  return stringOf(version.gitVersion).replace(/^v/, '');
}
