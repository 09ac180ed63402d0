import type { Connection } from '../../kube/api/connection.ts';
import type { ApiResources } from '../../kube/write/apiResources.ts';
import { mergePatch } from '../../kube/write/mergePatch.ts';
import { getObject, placeOf } from '../../kube/write/objectRequests.ts';
import { GVISOR_PAUSED_ANNOTATION } from '../../model/labels.ts';
import { LEASE } from '../manifest/installerNames.ts';

/** Whether a rollout is paused; `undefined` where the cluster has no installer. */
export async function readPaused(
  connection: Connection,
  resources: ApiResources,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const lease = await getObject(connection, resources, LEASE, signal);
  return lease && Boolean(lease.metadata?.annotations?.[GVISOR_PAUSED_ANNOTATION]);
}

/**
 * Pauses a rollout, or lets it go on: while the Lease says so, no node takes it. The node that has
 * it comes to its end first, and no node loses what it has.
 */
export async function setPaused(
  connection: Connection,
  resources: ApiResources,
  paused: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { path, subject } = await placeOf(connection, resources, LEASE, signal);
  const value = paused ? new Date().toISOString() : null;
  const body = { metadata: { annotations: { [GVISOR_PAUSED_ANNOTATION]: value } } };
  await mergePatch(connection, { path, body, subject: subject('annotate', 'patch') }, signal);
}
