import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { Agent, fetch as fetchWith } from 'undici';
import { makeCertificates } from '../../../sim/certificates.ts';

/** The digest of every image of the registry. */
export const DIGEST = `sha256:${'0'.repeat(64)}`;
const TOKEN = 'for-anybody';

/**
 * How a repository answers: to anybody; to who has a token that anybody gets; to who signs in alone, before or
 * after such a token; not at all; or without a digest.
 */
export type Repository =
  | 'open'
  | 'token'
  | 'private'
  | 'denied'
  | 'basic'
  | 'missing'
  | 'plain'
  | 'redirected'
  | 'flooded';

/** An image registry at the wire, by the OCI distribution specification, on a port of its own. */
export interface FakeRegistry extends AsyncDisposable {
  readonly host: string;
  /** Requests as `METHOD path`, in order. */
  readonly requests: readonly string[];
  /** A fetch that trusts the registry's certificate. */
  readonly ask: typeof fetch;
}

export async function startRegistry(): Promise<FakeRegistry> {
  const { ca, cert, key } = await makeCertificates(['127.0.0.1']);
  const requests: string[] = [];
  let host = '';
  const server = createServer({ cert, key }, (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response, host);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const dispatcher = new Agent({ connect: { ca } });
  const ask = (url: string, init: object) => fetchWith(url, { ...init, dispatcher });
  return {
    host,
    requests,
    ask: ask as unknown as typeof fetch,
    async [Symbol.asyncDispose]() {
      await dispatcher.close();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, host: string): void {
  const url = new URL(request.url ?? '', `https://${host}`);
  if (url.pathname === '/token') {
    const scope = url.searchParams.get('scope') ?? '';
    if (scope.startsWith('repository:redirected/')) {
      response.writeHead(302, { location: `https://${host}/elsewhere` }).end();
      return;
    }
    if (scope.startsWith('repository:flooded/')) {
      response.end(JSON.stringify({ access_token: TOKEN, more: 'x'.repeat(1_000_000) }));
      return;
    }
    const isPrivate = scope.startsWith('repository:private/');
    response.writeHead(isPrivate ? 401 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isPrivate ? {} : { access_token: TOKEN }));
    return;
  }
  if (url.pathname === '/elsewhere') {
    response.end(JSON.stringify({ access_token: TOKEN }));
    return;
  }
  const [, , repository = '', image = ''] = url.pathname.split('/');
  const hasToken = request.headers.authorization === `Bearer ${TOKEN}`;
  const challenge = `Bearer realm="https://${host}/token",service="${host}",scope="repository:${repository}/${image}:pull"`;
  const unauthorized = (text: string) =>
    response.writeHead(401, { 'www-authenticate': text }).end();
  const found = () => response.writeHead(200, { 'docker-content-digest': DIGEST }).end();
  switch (repository as Repository) {
    case 'open':
      found();
      return;
    case 'token':
    case 'redirected':
    case 'flooded':
      if (hasToken) found();
      else unauthorized(challenge);
      return;
    case 'denied':
      if (hasToken) response.writeHead(403).end();
      else unauthorized(challenge);
      return;
    case 'private':
      unauthorized(challenge);
      return;
    case 'basic':
      unauthorized('Basic realm="registry"');
      return;
    case 'plain':
      response.end();
      return;
    case 'missing':
      response.writeHead(404).end();
  }
}
