import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Disposable } from '../../base/disposable.ts';
import { describeError, type Log } from '../../base/log.ts';
import { problemOf, problemText } from '../../base/problem.ts';
import type { Credential } from '../credentials/credential.ts';
import type { CredentialAnswer, CredentialStatus } from './credentialProtocol.ts';

const MAX_REQUEST_BYTES = 1024;
const MAX_WAIT_MS = 5000;

export interface CredentialServerOptions {
  /** A socket in a folder that nobody else may enter, or the name of a pipe. */
  readonly address: string;
  readonly secret: string;
  readonly credential: (signal: AbortSignal) => Promise<Credential>;
  readonly log: Log;
}

/**
 * Gives a credential to programs of this computer that know the secret. Nothing is kept, nothing of
 * it is logged.
 */
export async function serveCredential(options: CredentialServerOptions): Promise<Disposable> {
  const closing = new AbortController();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(MAX_WAIT_MS, () => socket.destroy());
    void serve(socket, options, closing.signal);
  });
  await listening(server, options.address);
  return {
    dispose: () => {
      closing.abort();
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function listening(server: Server, address: string): Promise<void> {
  server.listen(address);
  await once(server, 'listening');
  server.unref();
}

async function serve(
  socket: Socket,
  { secret, credential, log }: CredentialServerOptions,
  signal: AbortSignal,
): Promise<void> {
  const line = await firstLine(socket);
  // Who does not know the secret learns nothing, not even that.
  if (line === undefined || !isSame(secretOf(line), secret)) {
    socket.destroy();
    return;
  }
  // The person may have to sign in meanwhile.
  socket.setTimeout(0);
  let answer: CredentialAnswer;
  try {
    answer = { status: statusOf(await credential(signal)) };
  } catch (error) {
    if (signal.aborted) return;
    log.error(describeError(error));
    answer = { problem: problemText(problemOf(error)) };
  }
  socket.end(`${JSON.stringify(answer)}\n`);
}

/** What comes before the first line break; `undefined` when that is too long, or never comes. */
function firstLine(socket: Socket): Promise<string | undefined> {
  let text = '';
  socket.setEncoding('utf8');
  return new Promise((resolve) => {
    socket.on('data', (data: string) => {
      text += data;
      const end = text.indexOf('\n');
      if (end !== -1) resolve(text.slice(0, end));
      else if (text.length > MAX_REQUEST_BYTES) resolve(undefined);
    });
    socket.on('close', () => resolve(undefined));
  });
}

function secretOf(line: string): string {
  try {
    const request: unknown = JSON.parse(line);
    const secret =
      typeof request === 'object' && request !== null ? Reflect.get(request, 'secret') : undefined;
    return typeof secret === 'string' ? secret : '';
  } catch {
    return '';
  }
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(hash(a), hash(b));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function statusOf({ token, certificate, key, expiresAt }: Credential): CredentialStatus {
  return {
    ...(token === undefined ? {} : { token }),
    ...(certificate === undefined ? {} : { clientCertificateData: certificate }),
    ...(key === undefined ? {} : { clientKeyData: key }),
    ...(expiresAt === undefined || !Number.isFinite(expiresAt)
      ? {}
      : { expirationTimestamp: new Date(expiresAt).toISOString() }),
  };
}
