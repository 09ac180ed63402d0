import type { AksCluster } from '../../model/aks/aksCluster.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { ArmError } from '../arm/armError.ts';
import { AKS_API_VERSION, agentPoolPath } from '../arm/paths.ts';
import { POOL_WRITER } from '../pools/poolWriter.ts';
import { poolAfterwards } from './poolAfterwards.ts';
import { isSamePool } from './samePool.ts';
import { wasNotDone } from './wasNotDone.ts';

/** What became of asking for a pool. */
export type Sent =
  /** Azure is at work on it. */
  | 'taken'
  /** There is a pool of that name that was made otherwise. */
  | 'another'
  /** Azure does not have it: it may be asked for again. */
  | 'not-created';

type Target = Pick<AksCluster, 'id' | 'name'>;

/**
 * Asks Azure for a pool, once. When no clear answer comes, the pool itself is looked at. Throws an
 * `ArmError` when Azure refuses; a `UserError` whose words say so when it cannot be told whether
 * the pool was created.
 */
export async function createPool(
  arm: ArmClient,
  cluster: Target,
  pool: string,
  body: { readonly properties: Readonly<Record<string, unknown>> },
  signal: AbortSignal,
): Promise<Sent> {
  const call = {
    path: agentPoolPath(cluster.id, pool),
    apiVersion: AKS_API_VERSION,
    headers: { 'if-none-match': '*' },
    body,
    subject: {
      verb: 'create',
      object: `the node pool ${pool} in ${cluster.name}`,
      role: POOL_WRITER,
    },
  };
  try {
    await arm.write('put', call, signal);
    return 'taken';
  } catch (error) {
    // Of 412 the pool tells who made it.
    if (wasNotDone(error) && !(error instanceof ArmError && error.status === 412)) throw error;
    return await lookForPool(arm, cluster, pool, body.properties, signal);
  }
}

/** Whether a pool that was asked for is there. Throws a `UserError` when that cannot be told. */
export async function lookForPool(
  arm: ArmClient,
  cluster: Target,
  pool: string,
  asked: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<Sent> {
  const found = await poolAfterwards(
    arm,
    cluster,
    pool,
    {
      asked: `whether it is creating the node pool ${pool} in ${cluster.name}`,
      look: 'the node pools',
    },
    signal,
  );
  if (!found) return 'not-created';
  return isSamePool(asked, found.properties) ? 'taken' : 'another';
}
