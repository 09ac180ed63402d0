import { type Problem, problemOf } from '../../base/problem.ts';
import { ApiError } from '../../kube/api/apiError.ts';
import type { Outcome } from '../../kube/write/applyObjects.ts';
import { NAMESPACE } from '../manifest/installerNames.ts';

/**
 * What an admission that knows Pod Security or Azure Policy says when it denies hostPath volumes.
 */
const DENIED =
  /denied the request|admission webhook|ValidatingAdmissionPolicy|PodSecurity|azurepolicy|safeguard/i;

/**
 * The problem of an outcome that is no success, with what to do about it on AKS. Source: AKS
 * deployment-safeguards (2026-08): safeguards are lifted for a namespace by its exclusion.
 */
export function outcomeProblem(outcome: Outcome): Problem | undefined {
  if (outcome.state === 'conflict') return outcome.problem;
  if (outcome.state !== 'failed') return undefined;
  return isDenied(outcome.error) ? denied(outcome.error) : outcome.problem;
}

/** Whether an admission denied it, not a missing right. */
export function isDenied(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 403 && DENIED.test(error.serverMessage);
}

function denied(error: ApiError): Problem {
  return {
    ...problemOf(error),
    what: `The cluster's admission denies the installer: ${error.serverMessage}`,
    next: `It needs hostPath volumes, which AKS Automatic and Deployment Safeguards deny. Exclude its namespace: az aks safeguards update -g GROUP -n CLUSTER --excluded-ns ${NAMESPACE}`,
  };
}
