import { UserError } from '../../base/problem.ts';
import { type AksCluster, aksKey } from '../../model/aks/aksCluster.ts';
import { mergeKubeconfigs, type ResolvedContext } from './mergeKubeconfigs.ts';
import { parseKubeconfig } from './parseKubeconfig.ts';
import { withEntraSignIn } from './withEntraSignIn.ts';

/**
 * The one context of the kubeconfig that Azure gave, under the cluster's own id and name. Throws a
 * `UserError` when there is none that can be used.
 */
export function aksContext(text: string, cluster: AksCluster): ResolvedContext {
  const [context] = mergeKubeconfigs([parseKubeconfig(text, '')]).contexts;
  if (!context || context.ref.problem) {
    throw new UserError({
      kind: 'invalid-answer',
      what: `The kubeconfig that Azure gave for ${cluster.name} cannot be used${context?.ref.problem ? `: ${context.ref.problem.what}` : ''}`,
      next: 'Get the credentials with az aks get-credentials.',
      retryable: false,
    });
  }
  const ref = { ...context.ref, id: aksKey(cluster.id), name: cluster.name, file: '' };
  return withEntraSignIn({ ...context, ref }, cluster.tenant);
}
