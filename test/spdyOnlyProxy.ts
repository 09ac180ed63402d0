import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Behind, handOn, startFrontServer } from './frontServer.ts';
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
  const behind: Behind = { url: target, ca };
  const certificates = await makeCertificates(['127.0.0.1'], 'load-balancer-ca');
  const upgrades: string[] = [];
  const upgrade = (request: IncomingMessage, socket: Duplex): boolean => {
    const { method = '', headers } = request;
    upgrades.push(`${method} ${headers.upgrade ?? ''}`);
    if (headers.upgrade?.toLowerCase() !== 'websocket') return false;
    handOn(behind, request, (answer) => {
      const type = answer.headers['content-type'] ?? 'text/plain';
      socket.write(`HTTP/1.1 ${answer.statusCode} -\r\ncontent-type: ${type}\r\n`);
      socket.write('connection: close\r\n\r\n');
      answer.pipe(socket);
    });
    return true;
  };
  const front = await startFrontServer(behind, certificates, { upgrade });
  return {
    url: `https://127.0.0.1:${front.port}`,
    caData: Buffer.from(certificates.ca).toString('base64'),
    upgrades,
    [Symbol.asyncDispose]: () => front[Symbol.asyncDispose](),
  };
}
