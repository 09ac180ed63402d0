import type { WebSocket } from 'ws';
import { abortError, throwIfAborted } from '../../base/abort.ts';
import type { Connection } from '../api/connection.ts';
import type { SecuredClient } from '../api/securedClient.ts';
import { podPath } from '../resources/podRequests.ts';
import { statusOf } from '../api/statusOf.ts';
import { endOf, type ExecEnd, execSubject } from './exec.ts';
import { connectExecSocket } from './execSocket.ts';

/** The channels of a remote command: k8s.io/apimachinery pkg/util/remotecommand (1.36). */
const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4 } as const;

/** A line on which nothing is said is cut by proxies and load balancers. */
const PING_MS = 30_000;

/** How large a terminal is, in characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface TerminalRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Program and arguments; never given to a shell. */
  readonly argv: readonly string[];
  readonly onOutput: (text: string) => void;
  /** Ends the command. */
  readonly signal: AbortSignal;
}

/** A command that runs on a terminal in a container. */
export interface RemoteTerminal {
  write(text: string): void;
  resize(size: TerminalSize): void;
  readonly ended: Promise<ExecEnd>;
}

/**
 * Starts a command on a terminal in a container. Throws when the API server refuses or cannot be
 * reached; how it goes on after that is told by `ended`.
 */
export function execOnTerminal(
  connection: Connection,
  request: TerminalRequest,
): Promise<RemoteTerminal> {
  return connection.renewing(request.signal, (client) => open(connection, client, request));
}

async function open(
  connection: Connection,
  { library, agent, secured, headers }: SecuredClient,
  request: TerminalRequest,
): Promise<RemoteTerminal> {
  const { namespace, pod, container, argv, signal, onOutput } = request;
  const { WebSocket: Socket } = await library();
  throwIfAborted(signal);
  const query = new URLSearchParams({ container, stdin: 'true', stdout: 'true', tty: 'true' });
  for (const word of argv) query.append('command', word);
  const { promise: ended, resolve } = Promise.withResolvers<ExecEnd>();
  const decoder = new TextDecoder();
  let opened: WebSocket | undefined;
  const cancelled = (): void => opened?.terminate();
  signal.addEventListener('abort', cancelled, { once: true });
  const socket = await connectExecSocket({
    WebSocket: Socket,
    agent: agent(),
    secured,
    headers,
    server: connection.cluster.server,
    path: `${podPath(namespace, pod)}/exec?${query.toString()}`,
    subject: execSubject(connection.cluster.name, namespace),
    onBinary: (channel, data) => {
      if (channel === CHANNEL.stdout || channel === CHANNEL.stderr) {
        onOutput(decoder.decode(data, { stream: true }));
      }
      if (channel !== CHANNEL.error) return true;
      resolve(endOf(statusOf(JSON.parse(data.toString('utf8')))));
      return false;
    },
    onSocket: (made) => (opened = made),
  }).catch((error: unknown) => {
    signal.removeEventListener('abort', cancelled);
    throw signal.aborted ? abortError() : error;
  });
  const ping = setInterval(() => socket.ping(), PING_MS);
  socket.on('close', () => {
    clearInterval(ping);
    signal.removeEventListener('abort', cancelled);
    resolve({ kind: 'cut' });
  });
  const send = (channel: number, text: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text)]));
  };
  const resize = ({ columns, rows }: TerminalSize): void =>
    send(CHANNEL.resize, JSON.stringify({ Width: columns, Height: rows }));
  return { write: (text) => send(CHANNEL.stdin, text), resize, ended };
}
