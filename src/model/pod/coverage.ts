import { claimsSandbox } from '../isolation/claim.ts';
import type { CheckResult } from '../isolation/checkResult.ts';
import type { Isolation } from '../isolation/isolation.ts';
import { isSystemNamespace } from '../kubernetes/systemNamespace.ts';
import { claimOfPod } from './claimOfPod.ts';
import { hasEnded, type Owner, type SandboxPod } from './pod.ts';
import { workloadOf } from './workloadOf.ts';

export interface CoveredPod {
  readonly pod: SandboxPod;
  readonly claim: Isolation;
  /** What its kernel said; absent while it was not checked. */
  readonly result?: CheckResult;
}

/** Pods of one workload with one RuntimeClass. */
export interface CoveredWorkload extends Owner {
  readonly runtimeClass: string | undefined;
  readonly claim: Isolation;
  readonly pods: readonly CoveredPod[];
}

/** Which pods of one namespace claim a sandbox, and which do not. */
export interface Coverage {
  readonly namespace: string;
  /** Whether it is of the cluster itself. */
  readonly isSystem: boolean;
  readonly sandboxed: readonly CoveredPod[];
  readonly others: readonly CoveredPod[];
  /** Those that claim a sandbox and have run to their end: in no percentage. */
  readonly ended: readonly CoveredPod[];
}

/**
 * The coverage of every namespace that has pods, those of the cluster itself last. `results` are
 * those of kernel checks, by the pod's uid.
 */
export function coverageOf(
  pods: readonly SandboxPod[],
  handlers: ReadonlyMap<string, string>,
  results: ReadonlyMap<string, CheckResult> = new Map(),
): readonly Coverage[] {
  return [...Map.groupBy(pods, ({ namespace }) => namespace)]
    .map(([namespace, members]) => {
      const covered = members
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((pod) => coveredPod(pod, handlers, results.get(pod.uid)));
      const live = covered.filter(({ pod }) => !hasEnded(pod));
      return {
        namespace,
        isSystem: isSystemNamespace(namespace),
        sandboxed: live.filter(isSandboxed),
        others: live.filter((one) => !isSandboxed(one)),
        ended: covered.filter((one) => isSandboxed(one) && hasEnded(one.pod)),
      };
    })
    .filter(({ sandboxed, others, ended }) => sandboxed.length + others.length + ended.length > 0)
    .toSorted(
      (a, b) => Number(a.isSystem) - Number(b.isSystem) || (a.namespace < b.namespace ? -1 : 1),
    );
}

/** Pods by workload and RuntimeClass, in the order of their names. */
export function byWorkload(pods: readonly CoveredPod[]): readonly CoveredWorkload[] {
  const groups = Map.groupBy(pods, ({ pod }) => {
    const { kind, name } = workloadOf(pod);
    return `${name}/${kind}/${pod.runtimeClass ?? ''}`;
  });
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, members]) => {
      const [first] = members;
      if (!first) return [];
      const { pod, claim } = first;
      return [{ ...workloadOf(pod), runtimeClass: pod.runtimeClass, claim, pods: members }];
    });
}

function isSandboxed({ claim }: CoveredPod): boolean {
  return claimsSandbox(claim);
}

function coveredPod(
  pod: SandboxPod,
  handlers: ReadonlyMap<string, string>,
  result: CheckResult | undefined,
): CoveredPod {
  const claim = claimOfPod(pod, handlers);
  return result ? { pod, claim, result } : { pod, claim };
}
