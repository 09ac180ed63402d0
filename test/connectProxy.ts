import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Certificates } from './sim/certificates.ts';

/** An HTTP proxy that alone knows the way: every name leads to this machine. */
export interface ConnectProxy extends AsyncDisposable {
  readonly url: string;
  /** The hosts and ports that tunnels were asked for, in order. */
  readonly tunnels: string[];
  /** A status line with which tunnels are refused from now on; none when it is empty. */
  refusal: string;
}

/** With a certificate it is spoken to by TLS. */
export async function startConnectProxy(
  certificate?: Pick<Certificates, 'cert' | 'key'>,
): Promise<ConnectProxy> {
  const sockets = new Set<Socket>();
  const tunnels: string[] = [];
  const own = certificate ? createSecureServer(certificate) : createServer();
  const server = own.on('connect', ({ url = '' }, socket) => {
    tunnels.push(url);
    sockets.add(socket as Socket);
    if (proxy.refusal !== '') return void socket.end(`HTTP/1.1 ${proxy.refusal}\r\n\r\n`);
    const upstream = connect(Number(url.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    sockets.add(upstream);
    for (const end of [socket, upstream]) end.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: ConnectProxy = {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    refusal: '',
    [Symbol.asyncDispose]: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
  return proxy;
}
