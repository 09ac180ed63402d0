import { UserError } from '../../../base/problem.ts';
import type { TreeTarget } from '../../../model/tree/treeNode.ts';
import type { PodScope } from '../../../proof/check/podScope.ts';

/** What a kernel check is about. */
export interface CheckScope {
  readonly cluster: string;
  readonly scope: PodScope;
}

/**
 * The scope of the selected rows: the whole cluster when a row stands for it, else all selected
 * namespaces and pods. `undefined` when nothing is selected; throws when the rows are of several
 * clusters.
 */
export function scopeOfTargets(targets: readonly TreeTarget[]): CheckScope | undefined {
  const [first] = targets;
  if (!first) return undefined;
  const { cluster } = first;
  if (targets.some((target) => target.cluster !== cluster)) throw severalClusters();
  const scopes = targets.map(scopeOf);
  const [only] = scopes;
  if (only && scopes.length === 1) return { cluster, scope: only };
  const whole = scopes.find(({ kind }) => kind === 'cluster');
  return { cluster, scope: whole ?? { kind: 'several', scopes } };
}

function scopeOf(target: TreeTarget): PodScope {
  if (target.kind === 'pod') {
    return { kind: 'pods', pods: [{ namespace: target.namespace, name: target.name }] };
  }
  if (target.kind === 'agent') {
    const { namespace, agent: kind, name } = target;
    return { kind: 'workload', namespace, workload: { kind, name } };
  }
  return target.kind === 'namespace'
    ? { kind: 'namespace', namespace: target.name }
    : { kind: 'cluster' };
}

function severalClusters(): UserError {
  return new UserError({
    kind: 'configuration',
    what: 'The selected rows are of several clusters',
    next: 'Select rows of one cluster to check their kernels.',
    retryable: false,
  });
}
