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

export interface ArmFault {
  /** Which requests: each given member must hold. */
  readonly method?: string;
  /** Matched against the path, without regard to case. */
  readonly path?: RegExp;
  /** The tenant of the token. */
  readonly tenant?: string;
  /** How many of these requests are spared first. */
  readonly skip?: number;
  /** How many it hits; otherwise it stays. */
  readonly times?: number;
  readonly action: ArmFaultAction;
}

/** The faults in force at Azure. */
export class ArmFaults {
  #armed: { readonly fault: ArmFault; seen: number }[] = [];

  /** Adds a fault; the returned function takes it away. */
  add(fault: ArmFault): () => void {
    const armed = { fault, seen: 0 };
    this.#armed.push(armed);
    return () => {
      this.#armed = this.#armed.filter((other) => other !== armed);
    };
  }

  clear(): void {
    this.#armed = [];
  }

  /** The first action that hits a request; a fault with a limit is over once it is used up. */
  take(request: ArmRequest, tenant: string | undefined): ArmFaultAction | undefined {
    for (const armed of this.#armed) {
      const { method, path, skip = 0, times = Infinity } = armed.fault;
      if (method !== undefined && method !== request.method) continue;
      if (path && !new RegExp(path.source, 'i').test(request.path)) continue;
      if (armed.fault.tenant !== undefined && armed.fault.tenant !== tenant) continue;
      armed.seen++;
      if (armed.seen > skip && armed.seen <= skip + times) return armed.fault.action;
    }
    return undefined;
  }
}
