import type { AskedSandbox } from './askedSandbox.ts';
import type { SandboxClaim } from './sandboxClaim.ts';
import type { SandboxState } from './sandboxState.ts';

/** A claim with the Sandbox that is its own. */
export interface ClaimState {
  readonly claim: SandboxClaim;
  readonly sandbox?: SandboxState;
  /** The Sandbox that it names is there, but is another's. */
  readonly isForeign: boolean;
  /** What its Sandbox promises, before it has one what its pool does; absent where not known. */
  readonly promise?: AskedSandbox;
}

/**
 * The Sandbox of a claim: `named` is the one of the name that it gives, believed only where the
 * claim controls it. `unbound` is what its pool or template promises.
 */
export function claimState(
  claim: SandboxClaim,
  named: SandboxState | undefined,
  unbound: AskedSandbox | undefined,
): ClaimState {
  const isOwn = named?.sandbox.owner?.uid === claim.uid;
  if (named && isOwn) return { claim, sandbox: named, isForeign: false, promise: named.promise };
  return { claim, isForeign: named !== undefined, ...(unbound ? { promise: unbound } : {}) };
}
