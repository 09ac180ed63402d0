/**
 * What a handler really does: gVisor's kernel, a VM, the node's own kernel, or nothing we know of.
 */
export type Isolation = 'gvisor' | 'kata' | 'none' | 'unknown';

/**
 * Handlers by name, the first match counts. A handler's name is the node administrator's choice, so
 * this is a convention and no proof: the kernel check proves. Sources: gVisor
 * g3doc/user_guide/containerd; kata-containers tools/packaging/kata-deploy; AKS AgentBaker
 * pkg/agent/baker.go (runc, untrusted, nvidia-container-runtime), 2026-08-21.
 */
const HANDLERS: readonly (readonly [RegExp, Isolation])[] = [
  [/^runsc/, 'gvisor'],
  [/^gvisor$/, 'gvisor'],
  [/^kata/, 'kata'],
  [/^(?:runc|crun|untrusted)$/, 'none'],
  [/^nvidia/, 'none'],
];

/** The isolation that a handler gives. */
export function isolationOf(handler: string): Isolation {
  return HANDLERS.find(([pattern]) => pattern.test(handler))?.[1] ?? 'unknown';
}

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

/** How an isolation is called in the product's own sentences. */
export const ISOLATION_NAMES: Readonly<Record<Isolation, string>> = {
  gvisor: 'gVisor',
  kata: 'Kata',
  none: 'no sandbox',
  unknown: 'unknown',
};
