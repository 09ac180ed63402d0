import { UserError } from '../../base/problem.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import type { ArmClient } from '../arm/armClient.ts';
import type { JsonObject } from '../arm/json.ts';
import { AKS_API_VERSION, clusterPath } from '../arm/paths.ts';
import { readAksCluster } from './readAksCluster.ts';

/** A cluster as its own API gives it. */
export interface ManagedCluster {
  readonly cluster: AksCluster;
  /** The whole answer. */
  readonly body: JsonObject;
}

/**
 * The managed cluster of a resource id as its own API gives it now: Resource Graph may lag behind.
 * Azure does not name its subscription there. Throws an `ArmError`, of status 404 when there is
 * none.
 */
export async function getManagedCluster(
  arm: ArmClient,
  { id, subscription }: Pick<AksCluster, 'id'> & Partial<Pick<AksCluster, 'subscription'>>,
  signal: AbortSignal,
): Promise<ManagedCluster> {
  const name = id.split('/').at(-1) ?? '';
  const call = {
    path: clusterPath(id),
    apiVersion: AKS_API_VERSION,
    subject: { verb: 'read', object: `the cluster ${name}`, role: 'Reader' },
  };
  const { body } = await arm.read(call, signal);
  const about = {
    tenant: arm.tenant ?? '',
    subscriptionName: (one: string) => subscription?.name ?? one,
  };
  const cluster = readAksCluster(body, about);
  if (cluster) return { cluster, body };
  throw new UserError({
    kind: 'invalid-answer',
    what: `Azure's answer about ${name} is no cluster`,
    next: '',
    retryable: true,
  });
}
