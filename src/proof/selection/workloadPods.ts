import type { SandboxPod } from '../../model/pod/pod.ts';
import { MADE_BY } from '../../model/pod/workloadOf.ts';
import type { WorkloadName } from './podScope.ts';

/**
 * Whether a pod is of a workload: itself, owned by it, or owned by what it makes: a ReplicaSet
 * `<name>-<hash>` of a Deployment, a Job `<name>-<minutes>` of a CronJob.
 */
export function isOf(
  { name, owner }: Pick<SandboxPod, 'name' | 'owner'>,
  workload: WorkloadName,
): boolean {
  if (workload.kind === 'Pod') return name === workload.name;
  if (!owner) return false;
  if (owner.kind === workload.kind) return owner.name === workload.name;
  const made = MADE_BY[workload.kind];
  if (owner.kind !== made?.kind || !owner.name.startsWith(`${workload.name}-`)) return false;
  return made.suffix.test(owner.name.slice(workload.name.length + 1));
}
