import { count } from '../../../../base/text/count.ts';
import { UserError } from '../../../../base/problem.ts';
import type { AksCluster } from '../../../../model/aks/aksCluster.ts';
import { assertIdle } from '../change/changeProblems.ts';
import { updateCommand } from './updateCommand.ts';

const MAX_NAMED = 3;

/** The cluster has nothing that a reconcile would bring. */
export function hasNoKataPool(cluster: string, pool?: string): UserError {
  return new UserError({
    kind: 'not-found',
    what:
      pool === undefined
        ? `${cluster} has no Kata node pool`
        : `${pool} of ${cluster} is no Kata node pool`,
    next: 'Create one with Create Kata Node Pool: AKS brings the RuntimeClass with it.',
    retryable: false,
  });
}

/** There is nothing to bring. */
export function classIsThere(cluster: string, runtimeClass: string): UserError {
  return new UserError({
    kind: 'configuration',
    what: `${cluster} has the RuntimeClass ${runtimeClass}: there is nothing to reconcile`,
    next: '',
    retryable: false,
  });
}

/** Throws where Azure is at work on a cluster, which nothing here stops. */
export function assertClusterIdle(cluster: Pick<AksCluster, 'name' | 'state'>): void {
  assertIdle(cluster, 'Wait until that is over.');
}

/**
 * Throws where a cluster has fields that the product's api-version does not know: it could not be
 * sent back unchanged.
 */
export function assertAllKnown(
  { id, name }: Pick<AksCluster, 'id' | 'name'>,
  unknown: readonly string[],
): void {
  if (unknown.length === 0) return;
  const named = unknown.slice(0, MAX_NAMED).join(', ');
  const more =
    unknown.length > MAX_NAMED ? ` and ${count(unknown.length - MAX_NAMED, 'other')}` : '';
  throw new UserError({
    kind: 'configuration',
    what: `${name} has what this version does not know (${named}${more}), so that it cannot be sent back unchanged`,
    next: `Use the newest Azure CLI: ${updateCommand({ clusterId: id, clusterName: name })}`,
    retryable: false,
  });
}

/** Without its eTag nobody could tell whether the cluster is still as it was read. */
export function noETag(cluster: string): UserError {
  return new UserError({
    kind: 'invalid-answer',
    what: `Azure's answer about ${cluster} has no eTag`,
    next: '',
    retryable: true,
  });
}
