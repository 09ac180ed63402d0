import { mapConcurrent } from '../../base/mapConcurrent.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import type { Subject } from '../../net/subject.ts';
import type { Connection } from './connection.ts';

/**
 * Keeps documents by the hash of their content, which the server gives: what has the same hash
 * never changes.
 */
export interface DocumentCache {
  read(hash: string): Promise<string | undefined>;
  write(hash: string, document: string): Promise<void>;
}

interface RawIndex {
  readonly paths?: Readonly<Record<string, { readonly serverRelativeURL?: unknown }>>;
}

const MAX_READS = 4;

/**
 * Reads the OpenAPI documents of a cluster, one for each group version, those of its custom
 * resources among them; only what the cache does not have is asked for (kubernetes.io,
 * concepts/overview/kubernetes-api, "OpenAPI V3"). Throws `ApiError` when they may not be read.
 */
export async function readOpenApi(
  connection: Connection,
  cache: DocumentCache,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const subject: Subject = {
    cluster: connection.cluster.name,
    verb: 'read',
    object: 'the OpenAPI documents',
    rights: 'get on /openapi/v3',
  };
  const index = await connection.json<RawIndex>({ path: '/openapi/v3', subject, signal });
  const urls = Object.entries(index.paths ?? {}).flatMap(([path, { serverRelativeURL }]) => {
    const url = stringOf(serverRelativeURL);
    return /^apis?\/.+\/?v\d|^api\/v1$/.test(path) && url.startsWith('/openapi/v3/') ? [url] : [];
  });
  return mapConcurrent(urls, MAX_READS, signal, async (url) => {
    const { pathname, searchParams } = new URL(url, 'https://server');
    const hash = searchParams.get('hash') ?? '';
    const known = hash === '' ? undefined : await cache.read(hash);
    if (known !== undefined) return known;
    const document = await connection.text({
      path: pathname,
      ...(hash === '' ? {} : { query: { hash } }),
      subject,
      signal,
    });
    if (hash !== '') await cache.write(hash, document);
    return document;
  });
}
