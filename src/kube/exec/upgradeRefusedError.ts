import { UserError } from '../../base/problem.ts';
import type { Subject } from '../../net/subject.ts';

/** Why a WebSocket does not reach the API server, as a clause. */
export const LOST_UPGRADE = 'something on the way takes the WebSocket upgrade out of the request';

/** What lets WebSockets reach the API server. */
export const PASS_WEBSOCKETS =
  'Let the proxy or load balancer in front of the API server pass WebSockets on.';

/** The request for a WebSocket was answered by something before the API server, or without it. */
export class UpgradeRefusedError extends UserError {
  /** A clause. */
  readonly why: string;

  constructor({ cluster, verb, object }: Subject, why: string) {
    super({
      kind: 'unreachable',
      what: `Cannot reach ${cluster} to ${verb} ${object}: ${why}`,
      next: PASS_WEBSOCKETS,
      retryable: false,
    });
    this.why = why;
  }
}
