import type { Connection } from '../../kube/api/connection.ts';
import { listWithRetry } from '../../kube/list/listWithRetry.ts';
import { RUNTIME_CLASSES } from '../../kube/resources/runtimeClassResource.ts';
import { handlersByClass } from '../../model/pod/claimOfPod.ts';

/** Handlers by RuntimeClass. Throws when the classes may not be read. */
export async function readHandlers(
  connection: Connection,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  return handlersByClass(await listWithRetry(connection, RUNTIME_CLASSES, signal));
}
