import type { AksCluster } from '../../model/aks/aksCluster.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { type JsonObject, objectOf } from '../arm/json.ts';
import { AKS_API_VERSION, clusterPath } from '../arm/paths.ts';
import { readAksCluster } from './readAksCluster.ts';

/** A cluster as its own API gives it now: Resource Graph may lag behind. */
export async function getManagedCluster(
  arm: ArmClient,
  known: AksCluster,
  signal: AbortSignal,
): Promise<{ readonly cluster: AksCluster; readonly properties: JsonObject }> {
  const call = {
    path: clusterPath(known.id),
    apiVersion: AKS_API_VERSION,
    subject: { verb: 'read', object: `the cluster ${known.name}`, role: 'Reader' },
  };
  const { body } = await arm.read(call, signal);
  const about = { tenant: known.tenant, subscriptionName: () => known.subscription.name };
  return {
    cluster: readAksCluster(body, about) ?? known,
    properties: objectOf(body['properties']),
  };
}
