import type { ArmClient } from '../../../../azure/arm/armClient.ts';
import { objectOf } from '../../../../azure/arm/json.ts';
import { getManagedCluster } from '../../../../azure/clusters/managedCluster.ts';
import { listPermissions, permissionOf } from '../../../../azure/clusters/permissions.ts';
import { listAgentPools } from '../../../../azure/pools/agentPoolRequests.ts';
import type { PreflightFacts } from '../../../../azure/pools/preflight.ts';
import { listQuotas, type Quota } from '../../../../azure/pools/quota.ts';
import type { VmSize } from '../../../../azure/pools/vmSize.ts';
import { isAbort } from '../../../../base/abort.ts';
import { describeError, type Log } from '../../../../base/log.ts';
import type { AksCluster } from '../../../../model/aks/aksCluster.ts';

const WRITE = 'Microsoft.ContainerService/managedClusters/agentPools/write';

/** What Azure tells now before a pool is asked for; what it does not tell is absent. */
export async function readPreflightFacts(
  arm: ArmClient,
  known: AksCluster,
  size: VmSize | undefined,
  log: Log,
  signal: AbortSignal,
): Promise<PreflightFacts> {
  const [managed, pools, quotas, permissions] = await Promise.all([
    orUnknown(getManagedCluster(arm, known, signal), log),
    listAgentPools(arm, known, signal),
    readQuotas(arm, known, log, signal),
    listPermissions(arm, known, signal),
  ]);
  return {
    cluster: managed?.cluster ?? known,
    pools,
    mayWrite: permissionOf(WRITE, permissions),
    ...(managed ? { clusterProperties: objectOf(managed.body['properties']) } : {}),
    ...(size ? { size } : {}),
    ...(quotas ? { quotas } : {}),
  };
}

/** The quotas of the cluster's place; `undefined` where Azure does not tell them. */
export function readQuotas(
  arm: ArmClient,
  cluster: AksCluster,
  log: Log,
  signal: AbortSignal,
): Promise<readonly Quota[] | undefined> {
  return orUnknown(listQuotas(arm, nodePlaceOf(cluster), signal), log);
}

/** Where a cluster's nodes are made. */
export function nodePlaceOf({ subscription, location }: AksCluster) {
  return { subscription: subscription.id, location };
}

async function orUnknown<T>(reading: Promise<T>, log: Log): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isAbort(error)) throw error;
    log.warn(describeError(error));
    return undefined;
  }
}
