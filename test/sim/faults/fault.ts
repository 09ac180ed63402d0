import type { Limits } from './armedFaults.ts';
import type { RequestInfo } from '../api/requestInfo.ts';

/** What goes wrong with a request. */
export type FaultAction =
  /** The answer comes later. */
  | { kind: 'latency'; ms: number }
  /** A `Status` answer instead of the real one: 401, 403, 410, 429, 500, 503, 504. */
  | {
      kind: 'status';
      code: number;
      message?: string;
      retryAfterSeconds?: number;
      causes?: { reason: string; message: string }[];
    }
  /** Any answer, such as a proxy's HTML page. */
  | { kind: 'answer'; code: number; contentType: string; text: string; location?: string }
  /** The connection ends without an answer. */
  | { kind: 'refuse' }
  /** The connection breaks after this many bytes of the body. */
  | { kind: 'cut'; afterBytes: number }
  /** The body ends early, but the answer is complete for HTTP. */
  | { kind: 'truncate'; afterBytes: number }
  /** Nothing comes any more after this many bytes, and the connection stays open. */
  | { kind: 'stall'; afterBytes: number }
  /** A watch gets 410 as an event of its stream; a list gets it as its answer. */
  | { kind: 'expired' };

export interface Fault extends Limits {
  /** Which requests: each given member must hold; none given means every request. */
  readonly verb?: string;
  /** `nodes`, or with a subresource `pods/exec`. */
  readonly resource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly user?: string;
  /** How the path begins. */
  readonly path?: string;
  readonly action: FaultAction;
}

export function faultHits(fault: Fault, info: RequestInfo, user: string): boolean {
  const resource =
    info.subresource === undefined ? info.resource : `${info.resource}/${info.subresource}`;
  return (
    is(fault.verb, info.verb) &&
    is(fault.resource, resource) &&
    is(fault.namespace, info.namespace) &&
    is(fault.name, info.name) &&
    is(fault.user, user) &&
    (fault.path === undefined || info.path.startsWith(fault.path))
  );
}

function is(wanted: string | undefined, given: string | undefined): boolean {
  return wanted === undefined || wanted === given;
}

const KINDS: readonly string[] = [
  'latency',
  'status',
  'answer',
  'refuse',
  'cut',
  'truncate',
  'stall',
  'expired',
] satisfies FaultAction['kind'][];

/** Reads a fault that came as JSON; throws on one without a known action. */
export function parseFault(value: unknown): Fault {
  const action = (value as { action?: { kind?: unknown } } | null)?.action;
  if (typeof action?.kind !== 'string' || !KINDS.includes(action.kind)) {
    throw new TypeError(`a fault needs an action whose kind is one of ${KINDS.join(', ')}`);
  }
  return value as Fault;
}
