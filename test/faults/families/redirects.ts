import { type FaultFamily, faultsAt, type MakeFault } from '../faultFamily.ts';
import { answering } from '../servers/strange.ts';

/** A server that sends each request on; its path makes where. */
function to(location: (path: string) => string | undefined, status = 302): MakeFault {
  return answering(({ url = '/' }, answer) => {
    const place = location(url);
    answer.writeHead(status, place === undefined ? {} : { location: place }).end();
  });
}

let hops = 0;

/** Answers that point to another address. */
export const REDIRECTS: FaultFamily = {
  title: 'Redirects',
  rows: faultsAt('every answer', {
    'to a sign-in page': to(() => 'https://login.example/'),
    'to the same path': to((path) => path),
    'to a new path each time': to(() => `/other/${hops++}`, 307),
    'to the same server without TLS': to((path) => `http://127.0.0.1${path}`, 301),
    'to what is no address': to(() => 'http://['),
    'HTTP 304': to(() => undefined, 304),
  }),
};
