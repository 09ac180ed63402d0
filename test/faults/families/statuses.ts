import type { ServerResponse } from 'node:http';
import { type FaultFamily, faultsAt, type MakeFault } from '../faultFamily.ts';
import { answering, flooding } from '../servers/strange.ts';

/** A server that refuses each request with this body. */
function refusing(
  status: number,
  body: string | object | ((answer: ServerResponse) => void),
  contentType = 'application/json',
): MakeFault {
  return answering((_request, answer) => {
    answer.writeHead(status, { 'content-type': contentType });
    if (typeof body === 'function') body(answer);
    else answer.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** What stands in the body of a refusal. */
export const STATUSES: FaultFamily = {
  title: 'Status',
  rows: [
    ...faultsAt('HTTP 403', {
      'a message that is a number': refusing(403, { message: 5 }),
      'a message that is an object, no causes': refusing(403, {
        message: {},
        details: { causes: 5 },
      }),
      'a web page': refusing(403, '<html>Forbidden</html>', 'text/html'),
    }),
    ...faultsAt('plain text', {
      'HTTP 400 of a server that speaks TLS': refusing(
        400,
        'Client sent an HTTP request to an HTTPS server.\n',
        'text/plain',
      ),
      'HTTP 503 of a load balancer': refusing(503, 'no healthy upstream', 'text/plain'),
    }),
    ...faultsAt('HTTP 422', {
      'a message of a megabyte': refusing(422, { message: 'too long '.repeat(120_000) }),
      'a message with commands for a terminal': refusing(422, {
        message: '\u001b[31mred\u001b]0;title\u0007 \u202eback',
      }),
      'a message with a password': refusing(422, { message: 'denied: password=hunter2' }),
    }),
    ...faultsAt('HTTP 500', {
      'a body without end': refusing(500, (answer) => flooding(answer, Buffer.alloc(65_536, ' '))),
      'a body that does not come': refusing(500, (answer) => answer.flushHeaders()),
      'a body that is cut': refusing(500, (answer) => {
        answer.write('{"message":"et', () => answer.destroy());
      }),
    }),
  ],
};
