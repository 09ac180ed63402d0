import { Writable } from 'node:stream';
import type { KubeConfig } from '@kubernetes/client-node';
import type { WebSocket } from 'ws';
import { abortError, throwIfAborted } from '../../base/abort.ts';
import { plainText } from '../../base/text/plainText.ts';
import type { Subject } from '../../net/subject.ts';
import type { Status } from '../api/apiError.ts';
import type { Connection } from '../api/connection.ts';
import { statusOf } from '../api/statusOf.ts';
import { connectExecSocket } from './execSocket.ts';
import type { SecuredClient } from '../api/securedClient.ts';

/** How a command in a container ended. */
export type ExecEnd =
  | { readonly kind: 'exited'; readonly code: number }
  /** The command could not be started, e.g. because the image does not have it. */
  | { readonly kind: 'not-started'; readonly message: string }
  | { readonly kind: 'timeout' }
  /** The connection ended before the command's status came. */
  | { readonly kind: 'cut' }
  /** More output than was wanted; it was ended. */
  | { readonly kind: 'flood' };

export interface ExecResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly end: ExecEnd;
}

export interface ExecRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Program and arguments; never given to a shell. */
  readonly argv: readonly string[];
  readonly timeoutMs: number;
  /** Output beyond this many bytes ends the command. */
  readonly largestOutput: number;
  readonly signal: AbortSignal;
}

/** What an exec needs, for messages; which pod it is stands beside each of them. */
export function execSubject(cluster: string, namespace: string): Subject {
  return {
    cluster,
    verb: 'run commands in',
    object: `pods of ${namespace}`,
    rights: 'get and create on pods/exec',
  };
}

/** Loads what `execInPod` needs: else the first one's time would run while it is loaded. */
export async function prepareExec(connection: Connection, signal: AbortSignal): Promise<void> {
  const { library } = await connection.client(signal);
  await library();
}

/**
 * Runs a command in a container and collects what it prints. Throws when the API server refuses or
 * cannot be reached; everything that happens after the command was accepted is in the result.
 */
export function execInPod(connection: Connection, request: ExecRequest): Promise<ExecResult> {
  return connection.renewing(request.signal, (client) => execOnce(connection, client, request));
}

/** The library's knowledge of clusters is for connections that it makes: it makes none here. */
const NO_KUBECONFIG = {} as KubeConfig;

async function execOnce(
  connection: Connection,
  { library, agent, secured, headers }: SecuredClient,
  request: ExecRequest,
): Promise<ExecResult> {
  const { namespace, pod, container, signal } = request;
  const sdk = await library();
  throwIfAborted(signal);
  const collected = new Output(request.largestOutput);
  let socket: WebSocket | undefined;
  let hasEnded = false;

  return new Promise<ExecResult>((resolve, reject) => {
    const finish = (settle: () => void): void => {
      hasEnded = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancelled);
      settle();
      socket?.terminate();
    };
    const end = (how: ExecEnd): void =>
      finish(() => resolve({ stdout: collected.stdout, stderr: collected.stderr, end: how }));
    const cancelled = (): void => finish(() => reject(abortError()));
    const timer = setTimeout(() => end({ kind: 'timeout' }), request.timeoutMs);
    signal.addEventListener('abort', cancelled, { once: true });
    collected.onFlood = () => end({ kind: 'flood' });

    const exec = new sdk.Exec(NO_KUBECONFIG, {
      connect: (path, _onText, onBinary) =>
        connectExecSocket({
          WebSocket: sdk.WebSocket,
          agent: agent(),
          secured,
          headers,
          server: connection.cluster.server,
          path,
          subject: execSubject(connection.cluster.name, namespace),
          // What comes after the end is for nobody, and the streams take no more.
          onBinary: (stream, data) => hasEnded || (onBinary?.(stream, data) ?? true),
          onSocket: (opened) => (socket = opened),
        }),
    });
    exec
      .exec(
        encodeURIComponent(namespace),
        encodeURIComponent(pod),
        container,
        [...request.argv],
        collected.stream('stdout'),
        collected.stream('stderr'),
        null,
        false,
        (status) => end(endOf(statusOf(status))),
      )
      .then((opened) => {
        opened.on('close', () => end({ kind: 'cut' }));
        opened.on('error', () => end({ kind: 'cut' }));
      })
      .catch((error: unknown) => finish(() => reject(error)));
  });
}

/**
 * Reads the status channel of a remote command: k8s.io/apimachinery pkg/util/remotecommand (1.36).
 */
export function endOf(status: Status): ExecEnd {
  if (status.status === 'Success') return { kind: 'exited', code: 0 };
  const exit = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')?.message;
  if (status.reason === 'NonZeroExitCode' && exit !== undefined && /^\d{1,9}$/.test(exit)) {
    return { kind: 'exited', code: Number(exit) };
  }
  return { kind: 'not-started', message: plainText(status.message ?? 'no reason given', 500) };
}

class Output {
  readonly #largest: number;
  readonly #parts: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
  #size = 0;
  onFlood: () => void = () => undefined;

  constructor(largest: number) {
    this.#largest = largest;
  }

  get stdout(): string {
    return Buffer.concat(this.#parts.stdout).toString('utf8');
  }

  get stderr(): string {
    return Buffer.concat(this.#parts.stderr).toString('utf8');
  }

  stream(which: 'stdout' | 'stderr'): Writable {
    return new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.#size += chunk.length;
        if (this.#size > this.#largest) this.onFlood();
        else this.#parts[which].push(chunk);
        done();
      },
    });
  }
}
