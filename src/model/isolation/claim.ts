import { type Isolation, isolationOf, type SandboxIsolation, sandboxNamedIn } from './isolation.ts';

/**
 * What a RuntimeClass promises: the sandbox that its handler is, else the one that its name names.
 * `handler` is absent when the class does not exist or may not be read. A pod without a
 * RuntimeClass claims nothing.
 */
export function claimOf(runtimeClass: string | undefined, handler: string | undefined): Isolation {
  if (!runtimeClass) return 'none';
  const isolation = handler === undefined ? 'unknown' : isolationOf(handler);
  return claimsSandbox(isolation) ? isolation : (sandboxNamedIn(runtimeClass) ?? isolation);
}

/** True for a claim of a sandbox. */
export function claimsSandbox(claim: Isolation): claim is SandboxIsolation {
  return claim === 'gvisor' || claim === 'kata';
}
