import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import type { Connection } from '../api/connection.ts';
import { listAll } from './list.ts';
import type { ListedKind } from './listedKind.ts';
import { withRetry } from '../../net/retry.ts';

/** All objects of a kind, for what is read once: what may pass by itself is tried again. */
export async function listWithRetry<Raw extends RawObject, T>(
  connection: Connection,
  resource: ListedKind<Raw, T>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const read = () => listAll(connection, resource, signal);
  const { items } = await withRetry(read, signal, Infinity, connection.onWait);
  return [...items.values()];
}
