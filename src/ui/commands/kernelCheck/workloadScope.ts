import type { ClusterRef } from '../../../model/cluster/cluster.ts';
import type { WorkloadArgument } from '../../commandArguments.ts';
import type { CheckScope } from './scopeOfTargets.ts';

/**
 * The pods of a workload in a manifest; one without a namespace is meant for that of the context.
 */
export function workloadScope(ref: ClusterRef, { workload }: WorkloadArgument): CheckScope {
  const { kind, name, namespace } = workload;
  return {
    cluster: ref.id,
    isOfManifest: true,
    scope: {
      kind: 'workload',
      namespace: namespace || ref.namespace || 'default',
      workload: { kind, name },
    },
  };
}

export function isWorkload(value: unknown): value is WorkloadArgument {
  return typeof value === 'object' && value !== null && 'workload' in value;
}
