import { UserError } from '../../../base/problem.ts';

/** The context of a row or of the active cluster can no longer be used. */
export function contextGone(): UserError {
  return new UserError({
    kind: 'configuration',
    what: 'This cluster is no longer in a kubeconfig, or cannot be used as it stands there',
    next: 'Choose another cluster.',
    retryable: false,
  });
}

/** There is no cluster to choose from. */
export function noCluster(): UserError {
  return new UserError({
    kind: 'configuration',
    what: 'No kubeconfig names a cluster that can be used',
    next: 'Add a kubeconfig, sign in to Azure, or get credentials with: az aks get-credentials.',
    retryable: false,
  });
}

/** There is no pod to choose from. */
export function noPods(cluster: string): UserError {
  return new UserError({
    kind: 'not-found',
    what: `${cluster} has no pods`,
    next: 'Run a pod, then try again.',
    retryable: true,
  });
}

/** Nobody is signed in to Azure, or nothing is there. */
export function noAzureSignIn(): UserError {
  return new UserError({
    kind: 'unauthorized',
    what: 'No AKS cluster is known: nobody is signed in to Azure, or the account sees none',
    next: 'Sign in to Azure.',
    retryable: true,
  });
}

/** A cluster of which Azure tells no node pool. */
export function noAgentPools(cluster: string): UserError {
  return new UserError({
    kind: 'not-found',
    what: `Azure has no node pools of ${cluster}`,
    next: 'Create one, or choose another cluster.',
    retryable: true,
  });
}

/** A cluster that is none of AKS, or that the account does not see. */
export function notOfAzure(cluster: string): UserError {
  return new UserError({
    kind: 'not-found',
    what: `Azure does not know ${cluster === '' ? 'this cluster' : cluster}: it is no AKS cluster, or your account does not see it`,
    next: 'Choose Subscriptions shows which are looked at; another account can sign in beside yours.',
    retryable: true,
  });
}
