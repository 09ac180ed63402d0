import { UserError } from '../../../base/problem.ts';
import type { TreeTarget } from '../../../model/tree/treeNode.ts';
import type { PodScope } from '../../../proof/selection/podScope.ts';

/** What a kernel check is about. */
export interface CheckScope {
  readonly cluster: string;
  readonly scope: PodScope;
  /** It is the workload of a manifest: where no pod of it runs, that can be applied. */
  readonly isOfManifest?: true;
}

/**
 * The scope of the selected rows: the whole cluster when a row stands for it, else all selected
 * namespaces, classes, nodes and pods. `undefined` when nothing is selected; throws when the rows
 * are of several clusters. `nodesOf` gives the names of the nodes of a pool.
 */
export function scopeOfTargets(
  targets: readonly TreeTarget[],
  nodesOf: (cluster: string, pool: string) => readonly string[],
): CheckScope | undefined {
  const [first] = targets;
  if (!first) return undefined;
  const { cluster } = first;
  if (targets.some((target) => target.cluster !== cluster)) throw severalClusters();
  const scopes = targets.map((target) => scopeOf(target, nodesOf));
  const [only] = scopes;
  if (only && scopes.length === 1) return { cluster, scope: only };
  const whole = scopes.find(({ kind }) => kind === 'cluster');
  return { cluster, scope: whole ?? { kind: 'several', scopes } };
}

function scopeOf(
  target: TreeTarget,
  nodesOf: (cluster: string, pool: string) => readonly string[],
): PodScope {
  switch (target.kind) {
    case 'pod':
      return { kind: 'pods', pods: [{ namespace: target.namespace, name: target.name }] };
    case 'namespace':
      return { kind: 'namespace', namespace: target.name };
    case 'runtimeClass':
      return { kind: 'runtimeClass', runtimeClass: target.name };
    case 'node':
      return { kind: 'nodes', nodes: [target.name], about: `the node ${target.name}` };
    case 'nodePool': {
      const nodes = nodesOf(target.cluster, target.name);
      return { kind: 'nodes', nodes, about: `the node pool ${target.name}` };
    }
    case 'workload': {
      const { namespace, name, workloadKind: kind } = target;
      return { kind: 'workload', namespace, workload: { kind, name } };
    }
    case 'agent': {
      const { namespace, agent: kind, name } = target;
      return { kind: 'workload', namespace, workload: { kind, name } };
    }
    default:
      return { kind: 'cluster' };
  }
}

function severalClusters(): UserError {
  return new UserError({
    kind: 'configuration',
    what: 'The selected rows are of several clusters',
    next: 'Select rows of one cluster to check their kernels.',
    retryable: false,
  });
}
