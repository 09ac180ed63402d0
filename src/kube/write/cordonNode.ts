import { ApiError } from '../api/apiError.ts';
import type { Connection } from '../api/connection.ts';
import { nodePath, nodeSubject } from '../resources/nodeRequests.ts';
import { mergePatch } from './mergePatch.ts';

/** What cordons a node. */
export const CORDON = { spec: { unschedulable: true } } as const;

/** Cordons a node: no further pod is scheduled on it. One that is gone needs none. */
export async function cordonNode(
  connection: Connection,
  node: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    const subject = nodeSubject(connection, node, 'cordon', 'patch');
    await mergePatch(connection, { path: nodePath(node), body: CORDON, subject }, signal);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
}
