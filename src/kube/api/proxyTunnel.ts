import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import type { SocksClient } from 'socks';
import { authorityOf, type Endpoint, endpointOf, serverNameOf } from '../../net/endpoint.ts';
import { ProxyError } from '../../net/proxyError.ts';

/** How a proxy is spoken to. */
export interface ProxyWay {
  readonly proxy: URL;
  /** What TLS with the proxy itself needs; asked for where it wants that. */
  readonly tls: () => SecureContextOptions & { readonly rejectUnauthorized?: boolean };
  /** The client of SOCKS, loaded where it is needed. */
  readonly socks: () => Promise<typeof SocksClient>;
}

/** Below the four minutes after which Azure's load balancer forgets a silent connection. */
export const KEEP_ALIVE_MS = 30_000;
const DEFAULT_SOCKS_PORT = 1080;

/**
 * A connection to an endpoint that a proxy makes. The proxy resolves the name, as with kubectl.
 * Rejects with a `ProxyError`.
 */
export async function openTunnel(way: ProxyWay, to: Endpoint): Promise<Socket> {
  const { proxy } = way;
  try {
    const socket = proxy.protocol.startsWith('socks')
      ? await throughSocks(way, to)
      : await throughHttp(way, to);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    return socket;
  } catch (cause) {
    throw cause instanceof ProxyError ? cause : new ProxyError(proxy, { cause });
  }
}

async function throughSocks(way: ProxyWay, to: Endpoint): Promise<Socket> {
  const { proxy } = way;
  const client = await way.socks();
  const connected = client.createConnection({
    proxy: {
      host: endpointOf(proxy).host,
      port: Number(proxy.port) || DEFAULT_SOCKS_PORT,
      type: 5,
      ...(proxy.username === ''
        ? {}
        : {
            userId: decodeURIComponent(proxy.username),
            password: decodeURIComponent(proxy.password),
          }),
    },
    command: 'connect',
    destination: { ...to },
  });
  const { socket } = await connected.catch((error: unknown) => {
    throw socksError(proxy, error);
  });
  return socket;
}

/** What the client of SOCKS says, without a code, and what it means to a person. */
const SOCKS_FAILURES: readonly (readonly [RegExp, string])[] = [
  [/no accepted auth|Authentication failed/, 'it does not take the credentials'],
  [/rejected connection - NotAllowed/, 'its rules do not allow the connection'],
  [/rejected connection - (?:\w+Unreachable|ConnectionRefused)/, 'it cannot reach the server'],
  [/rejected connection/, 'it refused'],
  [/Received invalid/, 'what answers at its address speaks no SOCKS5'],
];

function socksError(proxy: URL, error: unknown): ProxyError {
  const message = error instanceof Error ? error.message : '';
  const [, why] = SOCKS_FAILURES.find(([pattern]) => pattern.test(message)) ?? [];
  if (why !== undefined) return new ProxyError(proxy, { why, cause: error });
  // It keeps of the socket's own error the text alone, which names the code.
  const code =
    /\bE[A-Z]{4,}\b/.exec(message)?.[0] ?? (/timed out/.test(message) ? 'ETIMEDOUT' : 'ECONNRESET');
  return new ProxyError(proxy, { cause: Object.assign(new Error(message), { code }) });
}

function throughHttp(way: ProxyWay, to: Endpoint): Promise<Socket> {
  const { proxy } = way;
  const isSecure = proxy.protocol === 'https:';
  const { host, port } = endpointOf(proxy);
  const target = authorityOf(to);
  const request = (isSecure ? https : http).request({
    ...(isSecure ? { ...way.tls(), servername: serverNameOf(host) } : {}),
    method: 'CONNECT',
    host,
    port,
    path: target,
    headers: { host: target, ...authorization(proxy) },
    agent: false,
  });
  return new Promise((resolve, reject) => {
    request.on('connect', ({ statusCode: status = 0 }, socket: Socket, head: Buffer) => {
      // What came with the proxy's answer is the server's.
      if (head.length > 0) socket.unshift(head);
      if (status === 200) return resolve(socket);
      socket.destroy();
      return reject(new ProxyError(proxy, { status }));
    });
    request.on('response', (response) => {
      response.destroy();
      reject(new ProxyError(proxy, { status: response.statusCode ?? 0 }));
    });
    request.on('error', reject);
    request.end();
  });
}

function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '') return {};
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` };
}
