import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import type { Certificates } from '../certificates.ts';
import type { Cluster } from '../cluster.ts';
import { internalError, StatusError, unauthorized } from '../kube/statusError.ts';
import { sendStatusError, type HttpRequest } from '../api/exchange.ts';
import { ExecUpgrade } from './execUpgrade.ts';
import { answerFault, statusFault } from '../api/faultAnswers.ts';
import { parseFault } from '../faults/fault.ts';
import { bodyFault, Outgoing, type HttpResponse } from '../api/outgoing.ts';
import { requestInfo } from '../api/requestInfo.ts';
import { authenticate, authorize, impersonated } from '../api/rights.ts';
import { route } from './routes.ts';
import { serveControl } from './control.ts';

/** A header that carries a fault, as JSON, for its own request alone. */
const FAULT_HEADER = 'sim-fault';

/** The HTTPS server: HTTP/2 for who speaks it, as the API server, and HTTP/1.1. */
export class ApiServer {
  readonly #cluster: Cluster;
  readonly #server: Http2SecureServer;
  readonly #upgrade: ExecUpgrade;
  readonly #sockets = new Set<Socket>();

  constructor(cluster: Cluster, certificates: Certificates) {
    this.#cluster = cluster;
    this.#upgrade = new ExecUpgrade(cluster);
    const { cert, key } = certificates;
    const settings = { maxConcurrentStreams: 250 };
    this.#server = createSecureServer({
      cert,
      key,
      allowHTTP1: true,
      // The order of Go's crypto/tls on a machine that has AES.
      ciphers: 'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:DEFAULT',
      honorCipherOrder: true,
      settings,
      // Megabytes; the API server, in Go, has no such limit.
      maxSessionMemory: 1000,
    });
    this.#server.on('request', (request: HttpRequest, response: HttpResponse) => {
      void this.#serve(request, response);
    });
    this.#server.on('upgrade', (request, socket, head) => {
      this.#upgrade.handle(request, socket, head);
    });
    this.#server.on('connection', (socket: Socket) => {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => {});
    });
    this.#server.on('sessionError', () => {});
  }

  /** Listens; gives the port. */
  async listen(): Promise<number> {
    const { port, host } = this.#cluster.options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** Breaks all connections, as the end of a server does. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.#upgrade.close();
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    this.dropConnections();
    await closed;
  }

  async #serve(request: HttpRequest, response: HttpResponse): Promise<void> {
    const cluster = this.#cluster;
    let out = new Outgoing(response);
    response.on('error', () => {});
    try {
      const url = request.url ?? '/';
      const info = requestInfo(request.method ?? 'GET', url, cluster.types);
      if (info.path.startsWith('/sim/')) {
        await serveControl({ cluster, request, out }, info);
        return;
      }
      cluster.requests.asked(info.path);
      const user = authenticate(cluster.users, request.headers.authorization);
      const faults = [
        ...cluster.faults.take(info, user?.name ?? ''),
        ...requestFaults(request.headers[FAULT_HEADER]),
      ];
      out = new Outgoing(response, bodyFault(faults));
      await this.#wait(faults.find((fault) => fault.kind === 'latency')?.ms ?? 0);
      if (answerFault(faults, out)) return;
      const fault = statusFault(faults);
      if (fault !== undefined) throw fault;
      if (user === undefined) throw unauthorized();
      const as = impersonated(cluster.users, user, request.headers['impersonate-user']);
      authorize(as, info);
      await route({ cluster, request, out, info, user: as, faults });
    } catch (error) {
      await this.#fail(request, out, error);
    }
  }

  async #fail(request: HttpRequest, out: Outgoing, error: unknown): Promise<void> {
    if (out.isBegun || !out.isOpen) {
      out.cut();
      return;
    }
    const known = error instanceof StatusError ? error : internalError(describe(error));
    await sendStatusError({ cluster: this.#cluster, request, out }, known);
  }

  #wait(ms: number): Promise<void> {
    if (ms === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#cluster.timers.after(ms, resolve);
    });
  }
}

function requestFaults(header: string | string[] | undefined) {
  return typeof header === 'string' ? [parseFault(JSON.parse(header)).action] : [];
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
