import { ISOLATION_NAMES, type SandboxIsolation } from '../../model/isolation/isolation.ts';

/** What is done, in the imperative: `Sandbox with gVisor`. */
export function sandboxTitle(sandbox: SandboxIsolation): string {
  return `Sandbox with ${ISOLATION_NAMES[sandbox]}`;
}
