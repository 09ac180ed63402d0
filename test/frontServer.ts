import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer, request as requestOf } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';

/** A server, and the CA of its certificate in PEM. */
export interface Behind {
  readonly url: string;
  readonly ca: string;
}

/** What stands in front of a server may answer itself; `true` where it did. */
export interface Meddling {
  readonly answer?: (...asked: Parameters<RequestListener>) => boolean;
  /** Takes connections that are to become others. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
}

export interface FrontServer extends AsyncDisposable {
  readonly port: number;
}

/** Stands in front of a server by TLS, with a certificate of its own, and hands on what it does not answer. */
export async function startFrontServer(
  behind: Behind,
  certificate: { readonly cert: string; readonly key: string },
  { answer, upgrade }: Meddling,
): Promise<FrontServer> {
  const sockets = new Set<Duplex>();
  const { cert, key } = certificate;
  const server = createServer({ cert, key }, (request, response) => {
    if (answer?.(request, response)) return;
    handOn(behind, request, (got) => {
      response.writeHead(got.statusCode ?? 500, got.headers);
      got.pipe(response);
    });
  });
  server.on('connection', (socket: Duplex) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined);
    if (!upgrade?.(request, socket, head))
      sockets.add(handOnUpgrade(behind, request, socket, head));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** Asks the server behind for the same, as no upgrade. */
export function handOn(
  { url, ca }: Behind,
  request: IncomingMessage,
  onAnswer: (answer: IncomingMessage) => void,
): void {
  const { method = 'GET', headers } = request;
  const { connection: _connection, upgrade: _upgrade, ...others } = headers;
  const options = { ca, method, headers: others, agent: false } as const;
  const asked = requestOf(new URL(request.url ?? '/', url), options, onAnswer);
  asked.on('error', () => request.socket.destroy());
  request.pipe(asked);
}

function handOnUpgrade(
  { url, ca }: Behind,
  { method = 'GET', url: path = '/', rawHeaders }: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Duplex {
  const { hostname: host, port } = new URL(url);
  const upstream = connect({ host, port: Number(port), ca }, () => {
    const lines = rawHeaders.flatMap((name, at) =>
      at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1] ?? ''}`] : [],
    );
    upstream.write(`${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
  return upstream;
}
