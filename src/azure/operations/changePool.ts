import type { AksCluster } from '../../model/aks/aksCluster.ts';
import type { AgentPool } from '../../model/aks/agentPool.ts';
import type { ArmAnswer, ArmCall, ArmClient } from '../arm/armClient.ts';
import { ArmError } from '../arm/armError.ts';
import { AKS_API_VERSION, agentPoolPath } from '../arm/paths.ts';
import { POOL_WRITER } from '../pools/poolWriter.ts';

type Target = Pick<AksCluster, 'id' | 'name'>;

/**
 * What Azure says of a pool and does not take back. Source: azure-cli `acs/agentpool_decorator.py`
 * (2.91.0).
 */
const NOT_SENT: ReadonlySet<string> = new Set([
  'provisioningState',
  'currentOrchestratorVersion',
  'eTag',
]);

/**
 * The body of a PUT that changes some properties of a pool: there is no PATCH, so that everything
 * else that was read is sent back, also what a newer api-version may own.
 */
export function changedBody(
  pool: AgentPool,
  change: Readonly<Record<string, unknown>>,
): { readonly properties: Readonly<Record<string, unknown>> } {
  const kept = Object.entries(pool.properties).filter(([key]) => !NOT_SENT.has(key));
  return { properties: { ...Object.fromEntries(kept), ...change } };
}

/** The change that scales a pool: a number of nodes, or bounds for the autoscaler. */
export function scaleChange(to: {
  readonly count: number;
  readonly autoscale?: { readonly min: number; readonly max: number };
}): Readonly<Record<string, unknown>> {
  return to.autoscale
    ? { enableAutoScaling: true, minCount: to.autoscale.min, maxCount: to.autoscale.max }
    : { enableAutoScaling: false, minCount: null, maxCount: null, count: to.count };
}

/**
 * Changes a pool as it was read. Throws an `ArmError` of status 412 when somebody changed it since:
 * it must be read, and the person asked, again.
 */
export function changePool(
  arm: ArmClient,
  cluster: Target,
  pool: AgentPool,
  body: { readonly properties: Readonly<Record<string, unknown>> },
  verb: string,
  signal: AbortSignal,
): Promise<ArmAnswer> {
  const call = { ...callOf(cluster, pool.name, verb), headers: { 'if-match': pool.eTag }, body };
  return arm.write('put', call, signal);
}

/**
 * Deletes a pool as it was read: its nodes are drained first, which pod disruption budgets can hold
 * up.
 */
export function deletePool(
  arm: ArmClient,
  cluster: Target,
  pool: AgentPool,
  signal: AbortSignal,
): Promise<ArmAnswer> {
  const call = { ...callOf(cluster, pool.name, 'delete'), headers: { 'if-match': pool.eTag } };
  return arm.write('delete', call, signal);
}

/** Brings the nodes of a pool to the newest image. */
export function upgradeNodeImage(
  arm: ArmClient,
  cluster: Target,
  pool: string,
  signal: AbortSignal,
): Promise<ArmAnswer> {
  const call = callOf(cluster, pool, 'upgrade the image of');
  return arm.write('post', { ...call, path: `${call.path}/upgradeNodeImageVersion` }, signal);
}

/**
 * Stops what Azure does with a pool; nothing of it is taken back. `finished`: there was nothing to
 * stop any more.
 */
export async function abortPoolOperation(
  arm: ArmClient,
  cluster: Target,
  pool: string,
  signal: AbortSignal,
): Promise<'stopping' | 'finished'> {
  const call = callOf(cluster, pool, 'stop what is done with');
  try {
    await arm.write('post', { ...call, path: `${call.path}/abort` }, signal);
    return 'stopping';
  } catch (error) {
    if (error instanceof ArmError && error.status === 409) return 'finished';
    throw error;
  }
}

function callOf(cluster: Target, pool: string, verb: string): ArmCall {
  return {
    path: agentPoolPath(cluster.id, pool),
    apiVersion: AKS_API_VERSION,
    subject: { verb, object: `the node pool ${pool} of ${cluster.name}`, role: POOL_WRITER },
  };
}
