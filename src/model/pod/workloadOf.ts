import type { Owner, SandboxPod } from './pod.ts';

/**
 * What a workload makes that owns its pods, and how it goes on from the workload's name: a hash in
 * the letters of apimachinery `pkg/util/rand` `SafeEncodeString`, minutes since 1970
 * (`cronjob_controllerv2.go`, 1.36), which have eight digits from 1989 to 2160.
 */
export const MADE_BY: Readonly<Record<string, { readonly kind: string; readonly suffix: RegExp }>> =
  {
    Deployment: { kind: 'ReplicaSet', suffix: /^[bcdfghjklmnpqrstvwxz2456789]{1,10}$/ },
    CronJob: { kind: 'Job', suffix: /^\d{8}$/ },
  };

/**
 * The workload that a person knows a pod by: the Deployment of its ReplicaSet, the CronJob of its
 * Job, else what controls it, else the pod itself. It follows from names alone.
 */
export function workloadOf({ name, owner }: Pick<SandboxPod, 'name' | 'owner'>): Owner {
  if (!owner) return { kind: 'Pod', name };
  const at = owner.name.lastIndexOf('-');
  const made = Object.entries(MADE_BY).find(
    ([, { kind, suffix }]) => kind === owner.kind && suffix.test(owner.name.slice(at + 1)),
  );
  return made && at > 0 ? { kind: made[0], name: owner.name.slice(0, at) } : owner;
}
