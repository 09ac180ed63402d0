import { claimOf } from '../isolation/claim.ts';
import type { Isolation } from '../isolation/isolation.ts';
import type { RuntimeClass } from '../runtimeClass/runtimeClass.ts';
import type { SandboxPod } from './pod.ts';

/** Handlers by class name: what a claim is worked out from. */
export function handlersByClass(classes: readonly RuntimeClass[]): ReadonlyMap<string, string> {
  return new Map(classes.map(({ name, handler }) => [name, handler]));
}

/** What a pod's RuntimeClass promises. */
export function claimOfPod(pod: SandboxPod, handlers: ReadonlyMap<string, string>): Isolation {
  return pod.runtimeClass === undefined
    ? 'none'
    : claimOf(pod.runtimeClass, handlers.get(pod.runtimeClass));
}
