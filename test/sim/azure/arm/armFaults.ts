import { ArmedFaults, type Limits } from '../../faults/armedFaults.ts';
import type { ArmErrorBody } from './armError.ts';
import type { ArmRequest } from './armRequest.ts';

/** What goes wrong with a request to Azure. */
export type ArmFaultAction =
  /** An error answer in place of the real one; nothing is done. */
  | {
      readonly kind: 'status';
      readonly code: number;
      readonly error?: ArmErrorBody;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection ends without an answer; nothing is done. */
  | { readonly kind: 'refuse' }
  /** What was asked is done, and the connection ends before the answer. */
  | { readonly kind: 'done-then-cut' }
  /** What was asked is done, and the answer's body ends in its middle. */
  | { readonly kind: 'done-then-truncated' }
  /** What was asked is done, and the answer is this. */
  | {
      readonly kind: 'done-then';
      readonly code: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The answer comes later, in milliseconds. */
  | { readonly kind: 'latency'; readonly ms: number };

export interface ArmFault extends Limits {
  /** Which requests: each given member must hold. */
  readonly method?: string;
  /** Matched against the path, without regard to case. */
  readonly path?: RegExp;
  /** The tenant of the token. */
  readonly tenant?: string;
  readonly action: ArmFaultAction;
}

/** The faults in force at Azure. */
export class ArmFaults extends ArmedFaults<ArmFault> {
  /** The first action that hits a request. */
  take(request: ArmRequest, tenant: string | undefined): ArmFaultAction | undefined {
    const [hit] = this.hitting((fault) => isAbout(fault, request, tenant));
    return hit?.action;
  }
}

function isAbout(
  { method, path, tenant: of }: ArmFault,
  request: ArmRequest,
  tenant: string | undefined,
): boolean {
  if (method !== undefined && method !== request.method) return false;
  if (path && !new RegExp(path.source, 'i').test(request.path)) return false;
  return of === undefined || of === tenant;
}
