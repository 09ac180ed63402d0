import type { State } from '../../../state/state.ts';
import type { WorkloadArgument } from '../../commandArguments.ts';
import type { CheckScope } from './scopeOfTargets.ts';
import { activeOrPicked } from '../target/target.ts';

/** The scope of a workload in a manifest: in the active cluster, else in one that is asked for. */
export async function scopeOfWorkload(
  state: Pick<State, 'clusters' | 'active'>,
  args: readonly unknown[],
): Promise<CheckScope | undefined> {
  const target = args.find(isWorkload);
  if (!target) return undefined;
  const ref = await activeOrPicked(state, 'Check Kernel');
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

export function isWorkload(value: unknown): value is WorkloadArgument {
  return typeof value === 'object' && value !== null && 'workload' in value;
}
