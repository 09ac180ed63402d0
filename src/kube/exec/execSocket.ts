import type { Agent, IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { UserError } from '../../base/problem.ts';
import { ApiError, type Status } from '../api/apiError.ts';
import type { Subject } from '../../net/subject.ts';
import type { Sdk } from '../api/clientLibrary.ts';
import type { ConnectOptions } from '../api/securedClient.ts';
import { invalidAnswer, networkError, webPageError } from '../../net/networkError.ts';
import { hasPathSteps } from '../api/pathSteps.ts';
import { parseStatus } from '../api/parseStatus.ts';
import { LOST_UPGRADE, UpgradeRefusedError } from './upgradeRefusedError.ts';
import { readBytes } from '../../net/readBody.ts';
import { DeadlineError } from '../../net/within.ts';

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
        .then((bytes) => fail(refusal(subject, response, bytes)));
    });
    socket.on('open', () => resolve(socket));
    socket.on('error', (error) => fail(handshakeError(subject, error)));
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

/** The library gives no codes to what it says of an answer itself. */
function handshakeError(subject: Subject, error: Error): unknown {
  if (error.message.startsWith('Opening handshake has timed out')) {
    return networkError(subject, new DeadlineError(HANDSHAKE_MS));
  }
  return /^(?:Server sent|Invalid (?:Upgrade|Sec-WebSocket))/.test(error.message)
    ? invalidAnswer(subject, 'it opens no WebSocket', error)
    : networkError(subject, error);
}

function refusal(
  subject: Subject,
  { statusCode: status = 0, headers }: IncomingMessage,
  bytes: Buffer,
): UserError {
  const body = parseStatus(bytes);
  const why = whyRefused(status, body);
  if (why !== undefined) return new UpgradeRefusedError(subject, why);
  const page = webPageError(subject, status, headers['content-type']);
  return page ?? new ApiError(subject, status, body);
}

/** Of those below 500, what may be answered without a Status behind the API server, or for it. */
const OWN_ANSWERS: ReadonlySet<number> = new Set([400, 401, 429]);

/**
 * Why a WebSocket does not reach the API server, as a clause; `undefined` where it answers itself.
 * It asks for an upgrade only of a request that has lost its own on the way; what it refuses it
 * says in a Status, and what the kubelet refuses is a 400 or 500.
 */
function whyRefused(
  status: number,
  { status: ofStatus, message, reason }: Status,
): string | undefined {
  if (status < 400 || (status === 400 && /upgrade/i.test(message ?? ''))) return LOST_UPGRADE;
  const isStatus = (ofStatus ?? reason) !== undefined;
  const isOwn = isStatus || OWN_ANSWERS.has(status) || (status >= 500 && status !== 501);
  return isOwn ? undefined : `something on the way refuses the WebSocket (HTTP ${status})`;
}
