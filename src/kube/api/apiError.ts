import { type Problem, UserError } from '../../base/problem.ts';
import { plainText } from '../../base/text/plainText.ts';
import { ANSWERED_IN_PLACE } from '../../net/networkError.ts';
import { askedMs } from '../../net/retryAfter.ts';
import type { Subject } from '../../net/subject.ts';

/** The body of an error answer: meta/v1 `Status`. */
export interface Status {
  /** `Success` or `Failure`. */
  readonly status?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly code?: number;
  readonly details?: {
    readonly retryAfterSeconds?: number;
    readonly causes?: readonly StatusCause[];
  };
}

/** One of several reasons: meta/v1 `StatusCause`. */
export interface StatusCause {
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
}

/** An answer of the API server that is no success. */
export class ApiError extends UserError {
  readonly status: number;
  /** The `reason` of the Status, e.g. `Expired`. */
  readonly reason: string;
  /** The server's own words, safe to show. */
  readonly serverMessage: string;
  /** How long the server asks to wait, in milliseconds. */
  override readonly retryAfterMs: number;
  /** What the server names one by one, such as each field that another manager owns. */
  readonly causes: readonly StatusCause[];

  constructor(subject: Subject, status: number, body: Status, retryAfterMs = 0) {
    const serverMessage = plainText(body.message ?? '', 500);
    super(apiProblem(subject, status, serverMessage), serverMessage || undefined);
    this.status = status;
    this.reason = body.reason ?? '';
    this.serverMessage = serverMessage;
    this.causes = body.details?.causes ?? [];
    this.retryAfterMs = Math.max(
      askedMs(retryAfterMs),
      askedMs((body.details?.retryAfterSeconds ?? 0) * 1000),
    );
  }
}

/** Whether it says that an object is not there or may not be seen. */
export function isUnseen(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.status === 403 || error.status === 404);
}

/** What helps where a whole kind of objects is not there. */
const NOT_SERVED =
  "What answers may be no API server, or not serve them: check the server's address in the kubeconfig.";

/** What helps where an API server would say why. */
const MAYBE_ANOTHER =
  'Something else than the API server may have answered: check its address and the proxy.';

/** The words for an HTTP status. */
export function apiProblem(subject: Subject, status: number, message: string): Problem {
  const { cluster, verb, object, rights } = subject;
  const said = message === '' ? '' : `: ${message.replace(/\.+$/, '')}`;
  switch (status) {
    case 401:
      return {
        kind: 'unauthorized',
        what: `${cluster} does not accept your credentials`,
        next: 'Sign in again (for AKS: az login, or kubelogin).',
        retryable: false,
      };
    case 403:
      return {
        kind: 'forbidden',
        what: `You may not ${verb} ${object} in ${cluster} (needs ${rights})`,
        next: 'Ask an administrator of the cluster for these rights.',
        retryable: false,
      };
    case 404:
      return {
        kind: 'not-found',
        what: `Cannot ${verb} ${object} in ${cluster}: not found`,
        next: verb === 'list' ? NOT_SERVED : 'It may have been deleted.',
        retryable: false,
      };
    case 409:
    case 422:
    case 400:
      return {
        kind: status === 409 ? 'conflict' : 'server',
        what: `${cluster} refused to ${verb} ${object}${said || ` (HTTP ${status})`}`,
        next: said === '' ? 'It gives no reason; the log of the server may have one.' : '',
        retryable: false,
      };
    case 410:
      return {
        kind: 'server',
        what: `${cluster} no longer has the state that was asked for (${verb} ${object})`,
        next: '',
        retryable: true,
      };
    case 429:
      return {
        kind: 'throttled',
        what: `${cluster} is limiting requests (${verb} ${object})`,
        next: '',
        retryable: true,
      };
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return {
        kind: 'invalid-answer',
        what: `${cluster} points to another address (HTTP ${status}), which is not followed (${verb} ${object})`,
        next: ANSWERED_IN_PLACE,
        retryable: false,
      };
    default:
      return {
        kind: 'server',
        what: `${cluster} could not ${verb} ${object} (HTTP ${status})${said}`,
        next: status < 500 && said === '' ? MAYBE_ANOTHER : '',
        retryable: status >= 500,
      };
  }
}
