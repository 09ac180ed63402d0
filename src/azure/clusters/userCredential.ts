import { UserError } from '../../base/problem.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { objectsOf } from '../arm/json.ts';
import { AKS_API_VERSION, clusterPath } from '../arm/paths.ts';

/**
 * The kubeconfig that Azure gives a person for a cluster, as text; it stays in memory. Throws a
 * `UserError` that says why there is none: a stopped cluster, local accounts that are off, no
 * right.
 */
export async function userCredential(
  arm: ArmClient,
  cluster: AksCluster,
  signal: AbortSignal,
): Promise<string> {
  const refused = refusal(cluster);
  if (refused) throw refused;
  const call = {
    path: `${clusterPath(cluster.id)}/listClusterUserCredential`,
    apiVersion: AKS_API_VERSION,
    query: { format: 'exec' },
    subject: {
      verb: 'get the credentials of',
      object: cluster.name,
      role: 'Azure Kubernetes Service Cluster User Role',
    },
  };
  const { body } = await arm.query(call, signal);
  const [kubeconfig] = objectsOf(body['kubeconfigs']);
  const text = Buffer.from(stringOf(kubeconfig?.['value']), 'base64').toString('utf8');
  if (text !== '') return text;
  throw new UserError({
    kind: 'invalid-answer',
    what: `Azure gave no kubeconfig for ${cluster.name}`,
    next: 'Try again, or get the credentials with az aks get-credentials.',
    retryable: true,
  });
}

/** Why a cluster cannot be opened, as far as is known beforehand. */
function refusal({ name, power, login }: AksCluster): UserError | undefined {
  if (power === 'Stopped') {
    return new UserError({
      kind: 'unreachable',
      what: `${name} is stopped`,
      next: 'Start it in the Azure portal, or with az aks start.',
      retryable: false,
    });
  }
  if (login === 'nobody') {
    return new UserError({
      kind: 'configuration',
      what: `Nobody can sign in to ${name}: local accounts are off, and Entra ID is not set up`,
      next: 'Ask who keeps the cluster to set up Entra ID.',
      retryable: false,
    });
  }
  return undefined;
}
