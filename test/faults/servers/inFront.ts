import { type IncomingMessage, type RequestListener } from 'node:http';
import { createServer, request as requestOf } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { type Sim, startSim } from '../../sim/sim.ts';
import type { MakeFault } from '../faultFamily.ts';
import { ownCertificate, securely } from './certificate.ts';
import { toSim } from './onCluster.ts';

/** What something between client and server does itself; the rest it hands on. */
export interface Meddling {
  /** Part of the paths of requests that it answers. */
  readonly path?: string;
  readonly answer?: RequestListener;
  /** Takes connections that are to become WebSockets. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** A healthy embedded cluster, and something in front of it. */
export function inFront({ path, answer, upgrade }: Meddling): MakeFault {
  return async (stack) => {
    const sim = stack.use(await startSim());
    const { cert, key } = await ownCertificate();
    const sockets = new Set<Socket>();
    const server = createServer({ cert, key }, (request, response) => {
      if (answer && path !== undefined && request.url?.includes(path)) answer(request, response);
      else handOn(sim, request, response);
    });
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
    });
    server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
      socket.on('error', () => undefined);
      if (upgrade) upgrade(request, socket, head);
      else handOnUpgrade(sim, request, socket, head);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stack.defer(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    });
    const { cluster } = await securely(server.address() as AddressInfo);
    const { user = {} } = toSim(sim);
    return { cluster, user };
  };
}

const handOn = (
  { url, ca }: Sim,
  request: Parameters<RequestListener>[0],
  response: Parameters<RequestListener>[1],
): void => {
  const { method = 'GET', headers } = request;
  const asked = requestOf(new URL(request.url ?? '/', url), { ca, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  asked.on('error', () => response.destroy());
  request.pipe(asked);
};

function handOnUpgrade(
  { url, ca }: Sim,
  { method = 'GET', url: path = '/', rawHeaders }: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const behind = connect({ host: '127.0.0.1', port: Number(new URL(url).port), ca }, () => {
    const lines = Array.from(
      { length: rawHeaders.length / 2 },
      (_, at) => `${rawHeaders[2 * at]}: ${rawHeaders[2 * at + 1]}\r\n`,
    );
    behind.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    behind.write(head);
    behind.pipe(socket).pipe(behind);
  });
  behind.on('error', () => socket.destroy());
}
