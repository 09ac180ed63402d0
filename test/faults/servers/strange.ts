import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { startSocketServer, startStrangeServer } from '../../strangeServer.ts';
import type { MakeFault } from '../faultFamily.ts';
import { ownCertificate, securely } from './certificate.ts';

/** A server whose every request is answered so. */
export function answering(answer: RequestListener): MakeFault {
  return async (stack) =>
    securely(stack.use(await startStrangeServer(answer, await ownCertificate())));
}

/** A server that does so with each connection, before TLS is spoken. */
export function socketsThat(take: (socket: Socket) => void): MakeFault {
  return async (stack) => securely(stack.use(await startSocketServer(take)));
}

/** A server that does so with each connection once TLS is spoken. */
export function secureSocketsThat(
  take: (socket: Socket) => void,
  options: TlsOptions = {},
): MakeFault {
  return async (stack) => {
    const tls = { ...(await ownCertificate()), ca: undefined, ...options };
    return securely(stack.use(await startSocketServer(take, tls)));
  };
}

/** Says a text whenever a client has said something; the first time alone if it then ends. */
export function saying(text: string | Buffer, end = false): (socket: Socket) => void {
  return (socket) => {
    if (end) socket.once('data', () => socket.end(text));
    else socket.on('data', () => socket.write(text));
  };
}

/** Writes until nobody listens any more. */
export function dripping(
  socket: Pick<Socket, 'write' | 'on'>,
  text: string,
  everyMs: number,
): void {
  let at = 0;
  const drip = setInterval(() => socket.write(text[at++ % text.length] ?? ''), everyMs);
  socket.on('close', () => clearInterval(drip));
}

/** Writes as fast as it is taken, until nobody listens any more. */
export function flooding(
  out: NodeJS.WritableStream & { readonly destroyed: boolean },
  chunk: Buffer,
): void {
  const more = (): void => {
    while (!out.destroyed && out.write(chunk));
  };
  out.on('drain', more);
  more();
}
