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
    next: 'Get credentials with: az aks get-credentials, or add a kubeconfig in the settings.',
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
