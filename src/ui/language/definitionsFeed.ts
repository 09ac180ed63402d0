import { isAbort } from '../../base/abort.ts';
import { type Disposable, toDisposable } from '../../base/disposable.ts';
import { describeError, type Log } from '../../base/log.ts';
import type { ClusterSession } from '../../kube/clusterSession.ts';
import { type DocumentCache, readOpenApi } from '../../kube/api/openApiDocuments.ts';
import { serverVersion } from '../../kube/api/serverVersion.ts';
import type { LanguageWorker } from './worker/languageWorker.ts';

/**
 * Gives the worker a cluster's own definitions until the returned disposable is disposed. Where
 * they may not be read the bundled ones stay, and the log says why.
 */
export function feedDefinitions(
  { connection }: ClusterSession,
  worker: LanguageWorker,
  cache: DocumentCache,
  log: Log,
  changed: () => void,
): Disposable {
  const stop = new AbortController();
  const read = async (): Promise<void> => {
    const kubernetes = await serverVersion(connection, stop.signal);
    const documents = await readOpenApi(connection, cache, stop.signal);
    if (stop.signal.aborted) return;
    worker.setClusterDefinitions(kubernetes, documents);
    changed();
  };
  read().catch((error: unknown) => {
    if (isAbort(error) || stop.signal.aborted) return;
    log.warn(`Manifests are checked against bundled definitions: ${describeError(error)}`);
  });
  return toDisposable(() => {
    stop.abort();
    worker.setClusterDefinitions('', []);
  });
}
