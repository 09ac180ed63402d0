import { type FaultFamily, faultsAt, type MakeFault } from '../faultFamily.ts';
import { answering } from '../servers/strange.ts';

/** A server that throttles each request. */
function throttling(retryAfter: string, retryAfterSeconds?: unknown): MakeFault {
  return answering((_request, answer) => {
    answer.writeHead(429, { 'retry-after': retryAfter });
    answer.end(JSON.stringify({ code: 429, details: { retryAfterSeconds } }));
  });
}

/** How long a server that throttles asks to wait. */
export const RETRY_AFTER: FaultFamily = {
  title: 'Retry-After',
  rows: faultsAt('HTTP 429', {
    '8': throttling('8'),
    '3600': throttling('3600'),
    '99999999999': throttling('99999999999'),
    soon: throttling('soon'),
    'a day of 2999': throttling('Mon, 01 Jan 2999 00:00:00 GMT'),
    'retryAfterSeconds: "soon"': throttling('0', 'soon'),
    'retryAfterSeconds: 3e6': throttling('0', 3e6),
  }),
};
