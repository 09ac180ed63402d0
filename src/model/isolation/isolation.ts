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

/** How an isolation is called in the product's own sentences. */
export const ISOLATION_NAMES: Readonly<Record<Isolation, string>> = {
  gvisor: 'gVisor',
  kata: 'Kata',
  none: 'no sandbox',
  unknown: 'unknown',
};
