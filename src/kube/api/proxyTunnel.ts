import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type Socket } from 'node:net';
import * as tls from 'node:tls';
import type { SocksClient } from 'socks';
import { ProxyError } from '../../net/proxyError.ts';

/** How a proxy is spoken to. */
export interface ProxyWay {
  readonly proxy: URL;
  /** What TLS with the proxy itself needs, if it wants that. */
  readonly tls: tls.SecureContextOptions & { readonly rejectUnauthorized?: boolean };
  /** The client of SOCKS, loaded where it is needed. */
  readonly socks: () => Promise<typeof SocksClient>;
}

/** Below the four minutes after which Azure's load balancer forgets a silent connection. */
const KEEP_ALIVE_MS = 30_000;
const DEFAULT_SOCKS_PORT = 1080;

/**
 * A connection to a host and port that a proxy makes. The proxy resolves the name, as with kubectl.
 * Rejects with a `ProxyError`.
 */
export async function openTunnel(way: ProxyWay, host: string, port: number): Promise<Socket> {
  const { proxy } = way;
  try {
    const socket = proxy.protocol.startsWith('socks')
      ? await throughSocks(way, host, port)
      : await throughHttp(way, host, port);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    return socket;
  } catch (cause) {
    throw cause instanceof ProxyError ? cause : new ProxyError(proxy, { cause });
  }
}

async function throughSocks(way: ProxyWay, host: string, port: number): Promise<Socket> {
  const { proxy } = way;
  const client = await way.socks();
  const { socket } = await client.createConnection({
    proxy: {
      host: bare(proxy.hostname),
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
    destination: { host: bare(host), port },
  });
  return socket;
}

function throughHttp(way: ProxyWay, host: string, port: number): Promise<Socket> {
  const { proxy } = way;
  const isSecure = proxy.protocol === 'https:';
  const name = bare(proxy.hostname);
  const target = `${host}:${port}`;
  const request = (isSecure ? https : http).request({
    ...(isSecure ? { ...way.tls, servername: isIP(name) === 0 ? name : '' } : {}),
    method: 'CONNECT',
    host: name,
    port: proxy.port || (isSecure ? 443 : 80),
    path: target,
    headers: { host: target, ...authorization(proxy) },
    agent: false,
  });
  return new Promise((resolve, reject) => {
    request.on('connect', ({ statusCode: status = 0 }, socket: Socket) => {
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

/** An IPv6 address without the brackets that it has in a URL. */
function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
