import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { nullLog } from '../src/base/log.ts';
import { Connection, type ConnectionOptions } from '../src/kube/api/connection.ts';
import type { ExecConfig } from '../src/kube/kubeconfig/kubeconfigFile.ts';

/** A server of which nothing is certain. */
export interface StrangeServer extends AsyncDisposable {
  readonly port: number;
  /** How many connections or requests it has seen. */
  readonly seen: () => number;
}

/** Answers requests as the listener does; over TLS if it is told how. */
export function startStrangeServer(
  answer: RequestListener,
  tls?: TlsOptions,
): Promise<StrangeServer> {
  let requests = 0;
  const count: RequestListener = (request, response) => {
    requests++;
    answer(request, response);
  };
  const server = tls ? createSecureServer(tls, count) : createServer(count);
  return listening(server, () => requests);
}

/** Does with each connection as the listener does; over TLS if it is told how. */
export function startSocketServer(
  take: (socket: Socket) => void,
  tls?: TlsOptions,
): Promise<StrangeServer> {
  let connections = 0;
  const count = (socket: Socket): void => {
    connections++;
    socket.on('error', () => undefined);
    take(socket);
  };
  return listening(tls ? createTlsServer(tls, count) : createTcpServer(count), () => connections);
}

/** Takes connections and never says a word. */
export function startSilentServer(): Promise<StrangeServer> {
  return startSocketServer(() => undefined);
}

async function listening(server: Server, seen: () => number): Promise<StrangeServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    [Symbol.asyncDispose]: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

interface StrangeContext {
  readonly proxyUrl?: string;
  /** The program that signs in. */
  readonly exec?: ExecConfig;
}

/** A connection of the product to any address. */
export function connectionToServer(
  server: string,
  { proxyUrl, exec, ...more }: Partial<ConnectionOptions> & StrangeContext = {},
): Connection & globalThis.Disposable {
  const cluster = { name: 'strange', server, insecure: true };
  const connection = new Connection({
    context: {
      ref: { id: 'strange', name: 'strange', server, namespace: '', user: 'ada', file: '' },
      cluster: proxyUrl === undefined ? cluster : { ...cluster, proxyUrl },
      user: exec ? { name: 'ada', exec } : { name: 'ada' },
    },
    environment: {},
    log: nullLog,
    mayRunPrograms: () => false,
    ...more,
  });
  return Object.assign(connection, { [Symbol.dispose]: () => connection.dispose() });
}
