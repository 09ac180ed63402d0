import type { Owner } from '../pod/pod.ts';

/**
 * What a workload makes that owns its pods, and how it goes on from the workload's name: a hash in
 * the letters of apimachinery `pkg/util/rand` `SafeEncodeString`, minutes since 1970
 * (`cronjob_controllerv2.go`, 1.36).
 */
export const MADE_BY: Readonly<Record<string, { readonly kind: string; readonly suffix: RegExp }>> =
  {
    Deployment: { kind: 'ReplicaSet', suffix: /^[bcdfghjklmnpqrstvwxz2456789]{1,10}$/ },
    CronJob: { kind: 'Job', suffix: /^\d+$/ },
  };

/** The workload that a person made, of what controls a pod: as far as the names tell. */
export function workloadOf({ kind, name }: Owner): Owner {
  const at = name.lastIndexOf('-');
  for (const [maker, made] of Object.entries(MADE_BY)) {
    if (made.kind === kind && at > 0 && made.suffix.test(name.slice(at + 1))) {
      return { kind: maker, name: name.slice(0, at) };
    }
  }
  return { kind, name };
}
