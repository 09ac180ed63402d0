import { ApiError } from '../api/apiError.ts';
import type { Connection } from '../api/connection.ts';
import { nodePath, nodeSubject } from '../resources/nodeRequests.ts';

/** What cordons a node. */
export const CORDON = { spec: { unschedulable: true } } as const;

/** Cordons a node: no further pod is scheduled on it. One that is gone needs none. */
export async function cordonNode(
  connection: Connection,
  node: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await connection.json({
      method: 'PATCH',
      path: nodePath(node),
      contentType: 'application/merge-patch+json',
      body: CORDON,
      subject: nodeSubject(connection, node, 'cordon', 'patch'),
      signal,
    });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
}
