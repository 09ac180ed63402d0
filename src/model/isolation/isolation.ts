/**
 * What a handler really does: gVisor's kernel, a VM, the node's own kernel, or nothing we know of.
 */
export type Isolation = 'gvisor' | 'kata' | 'none' | 'unknown';

/** What isolates a pod from the kernel of its node. */
export type SandboxIsolation = 'gvisor' | 'kata';

/** The sandboxes, in the order in which they are offered. */
export const SANDBOX_ISOLATIONS: readonly SandboxIsolation[] = ['gvisor', 'kata'];

/**
 * The words by which handlers and RuntimeClasses are called after a sandbox. A name is its
 * administrator's choice, so this is a convention and no proof: the kernel check proves. Sources:
 * gVisor g3doc/user_guide/containerd; kata-containers tools/packaging/kata-deploy (`kata-qemu`),
 * OpenShift sandboxed containers (`enhanced-kata`), runtime-class `katacli`; 2026-08.
 */
const WORDS: ReadonlyMap<string, SandboxIsolation> = new Map([
  ['gvisor', 'gvisor'],
  ['runsc', 'gvisor'],
  ['kata', 'kata'],
  ['katacli', 'kata'],
]);

/** What turns the word behind it into its opposite, e.g. in `no-gvisor`. */
const NEGATIONS: ReadonlySet<string> = new Set(['no', 'non']);

/**
 * The sandbox that a name names in a whole word, e.g. `kata` in `enhanced-kata`, but not in
 * `katalog`, `non-kata` or `nonkata`. Of both it is gVisor.
 */
export function sandboxNamedIn(name: string): SandboxIsolation | undefined {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const named = new Set(
    words.map((word, at) => (NEGATIONS.has(words[at - 1] ?? '') ? undefined : WORDS.get(word))),
  );
  return named.has('gvisor') ? 'gvisor' : named.has('kata') ? 'kata' : undefined;
}

/**
 * Handlers that start no sandbox. Source: AKS AgentBaker pkg/agent/baker.go (runc, untrusted,
 * nvidia-container-runtime), 2026-08-21.
 */
const NO_SANDBOX = /^(?:runc|crun|untrusted|nvidia.*)$/;

/** The isolation that a handler gives. */
export function isolationOf(handler: string): Isolation {
  if (NO_SANDBOX.test(handler)) return 'none';
  // No handler has capitals: what is called so is none of those.
  if (!/^[a-z\d-]+$/.test(handler)) return 'unknown';
  return handler.startsWith('runsc') ? 'gvisor' : (sandboxNamedIn(handler) ?? 'unknown');
}

/** How an isolation is called in the product's own sentences. */
export const ISOLATION_NAMES: Readonly<Record<Isolation, string>> = {
  gvisor: 'gVisor',
  kata: 'Kata',
  none: 'no sandbox',
  unknown: 'unknown',
};
