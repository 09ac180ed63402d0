import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as ask } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { makeCertificates } from './sim/certificates.ts';

/** A load balancer before an API server that takes the upgrade out of WebSockets, and lets SPDY pass. */
export interface SpdyOnlyProxy extends AsyncDisposable {
  readonly url: string;
  /** Its CA in base64, for a kubeconfig. */
  readonly caData: string;
  /** The upgrades that were asked for, e.g. `GET websocket`. */
  readonly upgrades: string[];
}

/** Starts one before the server at an address, whose certificate is by a CA in PEM. */
export async function startSpdyOnlyProxy(target: string, ca: string): Promise<SpdyOnlyProxy> {
  const { hostname: host, port } = new URL(target);
  const certificates = await makeCertificates(['127.0.0.1'], 'load-balancer-ca');
  const upgrades: string[] = [];
  const sockets = new Set<Duplex>();
  const passOn = (request: IncomingMessage, onAnswer: (answer: IncomingMessage) => void) => {
    const { connection: _connection, upgrade: _upgrade, ...headers } = request.headers;
    const { method, url: path } = request;
    const passed = ask({ host, port, ca, method, path, headers, agent: false }, onAnswer);
    passed.on('error', () => request.socket.destroy());
    request.pipe(passed);
  };
  const server = createServer(certificates, (request: IncomingMessage, response: ServerResponse) =>
    passOn(request, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    }),
  );
  server.on('connection', (socket: Duplex) => sockets.add(socket));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { method = '', url = '', headers, rawHeaders } = request;
    upgrades.push(`${method} ${headers.upgrade ?? ''}`);
    socket.on('error', () => undefined);
    if (headers.upgrade?.toLowerCase() === 'websocket') {
      passOn(request, (answer) => {
        const type = answer.headers['content-type'] ?? 'text/plain';
        socket.write(`HTTP/1.1 ${answer.statusCode} -\r\ncontent-type: ${type}\r\n`);
        socket.write('connection: close\r\n\r\n');
        answer.pipe(socket);
      });
      return;
    }
    const upstream = connect({ host, port: Number(port), ca }, () => {
      const lines = rawHeaders.flatMap((name, at) =>
        at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1] ?? ''}`] : [],
      );
      upstream.write(`${[`${method} ${url} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    caData: Buffer.from(certificates.ca).toString('base64'),
    upgrades,
    [Symbol.asyncDispose]: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
