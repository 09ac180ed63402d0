import type { Clusters } from '../../../state/clusters.ts';
import type { CheckScope } from './scopeOfTargets.ts';
import { activeOrPicked } from '../target/target.ts';

/** The pods of a manifest's workload, as the code lens over it asks for. */
export interface WorkloadTarget {
  readonly workload: { readonly kind: string; readonly name: string; readonly namespace: string };
}

/** The scope of a workload in a manifest: in the active cluster, else in one that is asked for. */
export async function scopeOfWorkload(
  clusters: Clusters,
  args: readonly unknown[],
): Promise<CheckScope | undefined> {
  const target = args.find(isWorkload);
  if (!target) return undefined;
  const ref = await activeOrPicked(clusters, 'Check Kernel');
  if (!ref) return undefined;
  const { kind, name, namespace } = target.workload;
  return {
    cluster: ref.id,
    scope: {
      kind: 'workload',
      namespace: namespace || ref.namespace || 'default',
      workload: { kind, name },
    },
  };
}

export function isWorkload(value: unknown): value is WorkloadTarget {
  return typeof value === 'object' && value !== null && 'workload' in value;
}
