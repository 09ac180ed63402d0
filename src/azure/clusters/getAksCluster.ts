import { UserError } from '../../base/problem.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { ArmError } from '../arm/armError.ts';
import { AKS_API_VERSION, clusterPath } from '../arm/paths.ts';
import { readAksCluster } from './readAksCluster.ts';

/**
 * The managed cluster of a resource id; `undefined` when Azure does not find it. Throws an
 * `ArmError`.
 */
export async function getAksCluster(
  arm: ArmClient,
  id: string,
  signal: AbortSignal,
): Promise<AksCluster | undefined> {
  const name = id.split('/').at(-1) ?? '';
  const call = {
    path: clusterPath(id),
    apiVersion: AKS_API_VERSION,
    subject: { verb: 'read', object: name, role: 'Reader' },
  };
  try {
    const { body } = await arm.read(call, signal);
    const about = { tenant: arm.tenant ?? '', subscriptionName: (one: string) => one };
    const cluster = readAksCluster(body, about);
    if (cluster) return cluster;
  } catch (error) {
    if (error instanceof ArmError && error.status === 404) return undefined;
    throw error;
  }
  throw new UserError({
    kind: 'invalid-answer',
    what: `Azure's answer about ${name} is no cluster`,
    next: '',
    retryable: true,
  });
}
