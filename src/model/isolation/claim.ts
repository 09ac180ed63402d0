import { type Isolation, isolationOf } from './isolation.ts';

/**
 * What a RuntimeClass promises by its handler **or** its name. `handler` is absent when the class
 * does not exist or may not be read. A pod without a RuntimeClass claims nothing.
 */
export function claimOf(runtimeClass: string | undefined, handler: string | undefined): Isolation {
  if (!runtimeClass) return 'none';
  const said = [runtimeClass, handler ?? ''];
  if (said.some((text) => /gvisor|runsc/i.test(text))) return 'gvisor';
  if (said.some((text) => /kata/i.test(text))) return 'kata';
  return handler === undefined ? 'unknown' : isolationOf(handler);
}

/** True for a claim of a sandbox. */
export function claimsSandbox(claim: Isolation): boolean {
  return claim === 'gvisor' || claim === 'kata';
}
