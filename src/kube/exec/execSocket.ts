import type { IncomingMessage } from 'node:http';
import type { ClientOptions, WebSocket } from 'ws';
import { ApiError } from '../api/apiError.ts';
import type { Subject } from '../../net/subject.ts';
import type { KubeConfig, Sdk } from '../api/clientLibrary.ts';
import { invalidAnswer, networkError } from '../../net/networkError.ts';
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
export async function connectExecSocket(options: {
  WebSocket: Sdk['WebSocket'];
  kubeConfig: KubeConfig;
  server: string;
  path: string;
  subject: Subject;
  onBinary: BinaryHandler;
  onSocket: (socket: WebSocket) => void;
}): Promise<WebSocket> {
  const { WebSocket, subject, onBinary } = options;
  const tls: ClientOptions = {};
  await options.kubeConfig.applyToHTTPSOptions(tls);
  const address = options.server.replace(/^http/, 'ws') + options.path;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, PROTOCOLS, {
      ...tls,
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
        .then((bytes) => fail(new ApiError(subject, response.statusCode ?? 0, parseStatus(bytes))));
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
