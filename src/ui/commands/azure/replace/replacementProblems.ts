import { UserError } from '../../../../base/problem.ts';
import { type CheckResult, VERDICT_NAMES } from '../../../../model/isolation/checkResult.ts';

/** What is asked for is not of the preview. */
export function noOldKataPool(cluster: string, pool?: string): UserError {
  return new UserError({
    kind: 'not-found',
    what:
      pool === undefined
        ? `${cluster} has no Kata pool of the preview`
        : `${pool} of ${cluster} is no Kata pool of the preview`,
    next: 'Only pools whose workload runtime is KataMshvVmIsolation are replaced.',
    retryable: false,
  });
}

/** The new pool is not there yet. */
export function newPoolComes(pool: string): UserError {
  return new UserError({
    kind: 'conflict',
    what: `Azure is at work on ${pool}, which is to take the place of the old pool`,
    next: 'Run Replace Old Kata Pool again once it is ready: it goes on from there.',
    retryable: true,
  });
}

/** Nothing is drained onto nodes that do not isolate. */
export function newPoolHasNoSandbox(
  pool: string,
  { name, node, verdict }: Pick<CheckResult, 'name' | 'node' | 'verdict'>,
): UserError {
  return new UserError({
    kind: 'conflict',
    what: `${pool}, which is to take the place of the old pool, has no sandbox of Kata: the kernel check of ${name} on ${node ?? ''} found ${VERDICT_NAMES[verdict]}`,
    next: 'Find out why, and check the kernel there again; or delete it, and run Replace Old Kata Pool for another one.',
    retryable: false,
  });
}

/** The new pool did not come to be. */
export function newPoolFailed(pool: string): UserError {
  return new UserError({
    kind: 'conflict',
    what: `${pool}, which is to take the place of the old pool, is not ready: Azure says that it failed or was stopped`,
    next: 'Look at its row. Delete it to be asked for a new one, or bring it in order; then run Replace Old Kata Pool again.',
    retryable: false,
  });
}
