import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';
import type { Connection } from '../api/connection.ts';
import { type Listed, listAll } from './list.ts';
import type { ListedKind } from './listedKind.ts';
import { withRetry } from '../../net/retry.ts';

/** Like `listAll`, for what is read once: what may pass by itself is tried again. */
export function listWithRetry<Raw extends RawObject, T>(
  connection: Connection,
  resource: ListedKind<Raw, T>,
  signal: AbortSignal,
): Promise<Listed<T>> {
  return withRetry(() => listAll(connection, resource, signal), signal);
}
