import { isAbort } from '../../base/abort.ts';
import type { Clock } from '../../base/clock.ts';
import { type Problem, UserError } from '../../base/problem.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import { isInTransition } from '../../model/aks/agentPool.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { ArmError } from '../arm/armError.ts';
import type { JsonObject } from '../arm/json.ts';
import { AKS_API_VERSION, clusterPath } from '../arm/paths.ts';
import { getManagedCluster } from '../clusters/managedCluster.ts';
import { POOL_WRITER } from '../pools/poolWriter.ts';
import { lookUntil } from './lookUntil.ts';
import { wasNotDone } from './wasNotDone.ts';

type Target = Pick<AksCluster, 'id' | 'name'>;

/** A cluster that is sent back as it was read. */
export interface Reconcile {
  readonly eTag: string;
  readonly body: JsonObject;
}

/**
 * Sends a cluster back as it was read, once, so that AKS brings what it lacks. `changed`: somebody
 * changed the cluster since it was read, and nothing was done. When no clear answer comes, the
 * cluster itself is looked at. Throws when Azure refuses, and a `UserError` when nothing was done
 * or that cannot be told.
 */
export async function reconcileCluster(
  arm: ArmClient,
  cluster: Target,
  { eTag, body }: Reconcile,
  signal: AbortSignal,
): Promise<'taken' | 'changed'> {
  const call = {
    path: clusterPath(cluster.id),
    apiVersion: AKS_API_VERSION,
    headers: { 'if-match': eTag },
    body,
    subject: { verb: 'reconcile', object: `the cluster ${cluster.name}`, role: POOL_WRITER },
  };
  try {
    await arm.write('put', call, signal);
    return 'taken';
  } catch (error) {
    if (error instanceof ArmError && error.status === 412) return 'changed';
    if (wasNotDone(error)) throw error;
    if (await isTaken(arm, cluster, eTag, signal)) return 'taken';
    const what = `Azure gave no clear answer, and ${cluster.name} is as it was`;
    throw new UserError({ kind: 'server', what, next: '', retryable: true }, error);
  }
}

/** Whether Azure is at work on the cluster, or was since it was read. */
async function isTaken(
  arm: ArmClient,
  cluster: Target,
  eTag: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const now = await getManagedCluster(arm, cluster, signal);
    return isInTransition(now.cluster.state) || stringOf(now.body['eTag']) !== eTag;
  } catch (error) {
    if (isAbort(error)) throw error;
    const what = `Azure gave no clear answer, and cannot be asked what it does with ${cluster.name}`;
    const next = 'Look at the cluster before you try again.';
    throw new UserError({ kind: 'unreachable', what, next, retryable: true }, error);
  }
}

/**
 * Follows a cluster until Azure is done with it; resolves to its `provisioningState`. What cannot
 * be reached is asked again.
 */
export function followCluster(
  arm: ArmClient,
  cluster: Target,
  options: {
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly report: (told: { readonly state: string } | { readonly problem: Problem }) => void;
  },
): Promise<string> {
  const { clock, signal, report } = options;
  const look = async (): Promise<string | undefined> => {
    const { state } = (await getManagedCluster(arm, cluster, signal)).cluster;
    report({ state });
    return isInTransition(state) ? undefined : state;
  };
  return lookUntil(look, { clock, signal, onProblem: (problem) => report({ problem }) });
}
