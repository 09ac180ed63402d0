import { claimOf, claimsSandbox } from '../isolation/claim.ts';
import type { Isolation } from '../isolation/isolation.ts';
import { hasEnded, type SandboxPod } from './pod.ts';
import type { RuntimeClass } from '../runtimeClass/runtimeClass.ts';

export interface CoveredPod {
  readonly pod: SandboxPod;
  readonly claim: Isolation;
}

/** Which pods of one namespace claim a sandbox, and which do not. */
export interface Coverage {
  readonly namespace: string;
  readonly sandboxed: readonly CoveredPod[];
  readonly others: readonly CoveredPod[];
}

/** Handlers by class name: what a claim is worked out from. */
export function handlersByClass(classes: readonly RuntimeClass[]): ReadonlyMap<string, string> {
  return new Map(classes.map(({ name, handler }) => [name, handler]));
}

/** The coverage of every namespace that has pods; pods that have ended are left out. */
export function coverageOf(
  pods: readonly SandboxPod[],
  handlers: ReadonlyMap<string, string>,
): readonly Coverage[] {
  const live = pods.filter((pod) => !hasEnded(pod));
  return [...Map.groupBy(live, ({ namespace }) => namespace)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([namespace, members]) => {
      const covered = members
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((pod) => ({ pod, claim: claimOfPod(pod, handlers) }));
      return {
        namespace,
        sandboxed: covered.filter(({ claim }) => claimsSandbox(claim)),
        others: covered.filter(({ claim }) => !claimsSandbox(claim)),
      };
    });
}

/** What a pod's RuntimeClass promises. */
export function claimOfPod(pod: SandboxPod, handlers: ReadonlyMap<string, string>): Isolation {
  return pod.runtimeClass === undefined
    ? 'none'
    : claimOf(pod.runtimeClass, handlers.get(pod.runtimeClass));
}
