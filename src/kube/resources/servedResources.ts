import { listOf, stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { ApiError } from '../api/apiError.ts';
import type { Connection } from '../api/connection.ts';

/** What names a kind of object in a manifest. */
export interface KindName {
  readonly apiVersion: string;
  readonly kind: string;
}

/** A kind as the API server serves it. */
export interface ApiResource extends KindName {
  /** The plural, as in paths and in RBAC rules, e.g. `daemonsets`. */
  readonly plural: string;
  readonly namespaced: boolean;
}

interface RawResourceList {
  readonly resources?: readonly {
    readonly name?: string;
    readonly kind?: string;
    readonly namespaced?: boolean;
  }[];
}

/** The kinds of a group version, by API discovery; none where the server does not have it. */
export async function servedResources(
  connection: Connection,
  apiVersion: string,
  signal: AbortSignal,
): Promise<readonly ApiResource[]> {
  try {
    const { resources } = await connection.json<RawResourceList>({
      path: groupPath(apiVersion),
      subject: {
        cluster: connection.cluster.name,
        verb: 'discover',
        object: `the kinds of ${apiVersion}`,
        rights: 'the role system:discovery',
      },
      signal,
    });
    return listOf(resources)
      .map((one) => ({
        apiVersion,
        kind: stringOf(one.kind),
        plural: stringOf(one.name),
        namespaced: one.namespaced === true,
      }))
      .filter(({ plural }) => plural !== '' && !plural.includes('/'));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return [];
    throw error;
  }
}

/** The path of what the API server serves of a group version. */
export function groupPath(apiVersion: string): string {
  const parts = apiVersion.split('/').map(encodeURIComponent).join('/');
  return apiVersion.includes('/') ? `/apis/${parts}` : `/api/${parts}`;
}
