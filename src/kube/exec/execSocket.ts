import type { Agent, IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { UserError } from '../../base/problem.ts';
import { ApiError } from '../api/apiError.ts';
import type { Subject } from '../../net/subject.ts';
import type { Sdk } from '../api/clientLibrary.ts';
import type { ConnectOptions } from '../api/securedClient.ts';
import { invalidAnswer, networkError } from '../../net/networkError.ts';
import { hasPathSteps } from '../api/pathSteps.ts';
import { parseStatus } from '../api/parseStatus.ts';
import { readBytes } from '../../net/readBody.ts';

/** The subprotocols of remote commands that the API server speaks, the preferred one first. */
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const HANDSHAKE_MS = 15_000;
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
const MAX_REFUSAL_BYTES = 64 * 1024;

type BinaryHandler = ((stream: number, data: Buffer) => boolean) | null;

/**
 * Opens the WebSocket of a remote command. The library's own handler drops the server's reason for
 * a refusal and cannot be ended while it connects. `onSocket` gets the socket before it is open.
 */
export function connectExecSocket(options: {
  WebSocket: Sdk['WebSocket'];
  agent: Agent;
  secured: ConnectOptions;
  headers: Readonly<Record<string, string | string[]>>;
  server: string;
  path: string;
  subject: Subject;
  onBinary: BinaryHandler;
  onSocket: (socket: WebSocket) => void;
}): Promise<WebSocket> {
  const { WebSocket, subject, onBinary } = options;
  if (hasPathSteps(options.path)) throw new ApiError(subject, 404, {});
  const address = options.server.replace(/^http/, 'ws') + options.path;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, PROTOCOLS, {
      ...options.secured,
      agent: options.agent,
      headers: { ...options.headers },
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MAX_MESSAGE_BYTES,
      perMessageDeflate: false,
    });
    options.onSocket(socket);
    const fail = (error: unknown): void => {
      reject(error);
      socket.terminate();
    };
    socket.on('unexpected-response', (_request, response: IncomingMessage) => {
      void readBytes(response, MAX_REFUSAL_BYTES)
        .catch(() => Buffer.alloc(0))
        .then((bytes) => fail(refusal(subject, response.statusCode ?? 0, bytes)));
    });
    socket.on('open', () => resolve(socket));
    socket.on('error', (error) => fail(networkError(subject, error)));
    socket.on('close', () => reject(invalidAnswer(subject, 'the connection closed at once')));
    socket.on('message', (data: Buffer) => {
      if (data.length === 0) return;
      try {
        if (onBinary?.(data[0] ?? 0, data.subarray(1)) === false) socket.close();
      } catch (error) {
        socket.emit('error', error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}

/** The API server asks for an upgrade only of a request that has lost its own on the way. */
function refusal(subject: Subject, status: number, bytes: Buffer): UserError {
  const body = parseStatus(bytes);
  const isStripped = status < 400 || (status === 400 && /upgrade/i.test(body.message ?? ''));
  if (!isStripped) return new ApiError(subject, status, body);
  return new UserError({
    kind: 'unreachable',
    what: `Cannot reach ${subject.cluster} to ${subject.verb} ${subject.object}: something on the way takes the WebSocket upgrade out of the request`,
    next: 'Let the proxy or load balancer in front of the API server pass WebSockets on.',
    retryable: false,
  });
}
