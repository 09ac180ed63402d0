import { isAbort } from '../../base/abort.ts';
import { problemOf, UserError } from '../../base/problem.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { ArmError } from '../arm/armError.ts';
import { AKS_API_VERSION, agentPoolPath } from '../arm/paths.ts';
import { getAgentPool } from '../pools/agentPoolRequests.ts';
import { isSamePool } from './samePool.ts';

/** What became of asking for a pool. */
export type Sent =
  /** Azure is at work on it. */
  | 'taken'
  /** There is a pool of that name that was made otherwise. */
  | 'another'
  /** Azure does not have it: it may be asked for again. */
  | 'not-created';

const ROLE = 'Azure Kubernetes Service Contributor Role';

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
    subject: { verb: 'create', object: `the node pool ${pool} in ${cluster.name}`, role: ROLE },
  };
  try {
    await arm.write('put', call, signal);
    return 'taken';
  } catch (error) {
    if (isAbort(error)) throw error;
    // Without a token nothing was sent.
    if (problemOf(error).kind === 'unauthorized') throw error;
    const isClear = error instanceof ArmError && error.status < 500 && error.status !== 408;
    if (isClear && error.status !== 412) throw error;
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
  try {
    const found = await getAgentPool(arm, cluster, pool, signal);
    return isSamePool(asked, found.properties) ? 'taken' : 'another';
  } catch (error) {
    if (isAbort(error)) throw error;
    if (error instanceof ArmError && error.status === 404) return 'not-created';
    throw new UserError(
      {
        kind: 'unreachable',
        what: `Azure gave no clear answer, and cannot be asked whether it is creating the node pool ${pool} in ${cluster.name}`,
        next: 'Look at the node pools before you try again.',
        retryable: true,
      },
      error,
    );
  }
}
