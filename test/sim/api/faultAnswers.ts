import type { FaultAction } from '../faults/fault.ts';
import { internalError, StatusError, tooManyRequests, unauthorized } from '../kube/statusError.ts';
import type { Outgoing } from './outgoing.ts';

/** The refusal that a status fault asks for, if there is one among the actions. */
export function statusFault(faults: readonly FaultAction[]): StatusError | undefined {
  const fault = faults.find((action) => action.kind === 'status');
  if (fault === undefined) return undefined;
  const { code, message, retryAfterSeconds, causes } = fault;
  const error = knownError(code, retryAfterSeconds);
  if (message !== undefined) error.status.message = message;
  if (retryAfterSeconds !== undefined) {
    error.status.details = { ...error.status.details, retryAfterSeconds };
  }
  if (causes !== undefined) error.status.details = { ...error.status.details, causes };
  return error;
}

function knownError(code: number, retryAfterSeconds = 1): StatusError {
  switch (code) {
    case 401:
      return unauthorized();
    case 403:
      return new StatusError(403, 'Forbidden', 'forbidden: refused by the cluster', {});
    case 429:
      return tooManyRequests(retryAfterSeconds);
    case 500:
      return internalError('etcdserver: request timed out');
    case 503:
      return new StatusError(
        503,
        'ServiceUnavailable',
        'the server is currently unable to handle the request',
      );
    case 504:
      return new StatusError(
        504,
        'Timeout',
        'Timeout: request did not complete within requested timeout - context deadline exceeded',
        {},
      );
    default:
      return new StatusError(code, 'Unknown', `an error on the server ("${code}")`);
  }
}

/** Does what needs no knowledge of the request; says whether the request is dealt with. */
export function answerFault(faults: readonly FaultAction[], out: Outgoing): boolean {
  for (const fault of faults) {
    if (fault.kind === 'refuse') {
      out.cut();
      return true;
    }
    if (fault.kind === 'answer') {
      const { location } = fault;
      const more = location === undefined ? {} : { Location: location };
      out.begin(fault.code, { 'Content-Type': fault.contentType, ...more });
      out.end(fault.text);
      return true;
    }
  }
  return false;
}
