import type { SandboxPod } from '../../model/pod/pod.ts';
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

/**
 * What a workload makes that owns its pods, and how it goes on from the workload's name: a hash in
 * the letters of apimachinery `pkg/util/rand` `SafeEncodeString`, minutes since 1970
 * (`cronjob_controllerv2.go`, 1.36).
 */
const MADE_BY: Readonly<Record<string, { readonly kind: string; readonly suffix: RegExp }>> = {
  Deployment: { kind: 'ReplicaSet', suffix: /^[bcdfghjklmnpqrstvwxz2456789]{1,10}$/ },
  CronJob: { kind: 'Job', suffix: /^\d+$/ },
};
