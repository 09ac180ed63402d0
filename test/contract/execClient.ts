import type { RequestOptions } from 'node:https';
import { WebSocket } from 'ws';
import type { Target, Tree } from './target.ts';

export interface ExecAnswer {
  /** The subprotocol that the server chose. */
  readonly protocol: string;
  readonly stdout: string;
  readonly stderr: string;
  /** What came on the error channel. */
  readonly status: Tree;
  /** The code of the closing handshake. */
  readonly closeCode: number;
}

/** The server's answer when it does not switch protocols. */
export class ExecRefused extends Error {
  readonly code: number;
  readonly body: string;

  constructor(code: number, body: string) {
    super(`${code}: ${body}`);
    this.code = code;
    this.body = body;
  }
}

export interface ExecAsk {
  readonly path: string;
  readonly command: readonly string[];
  readonly container?: string;
  readonly protocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly tty?: boolean;
  /** What is written: after `after` was printed, or at once. */
  readonly writes?: readonly Write[];
}

/** A frame that the client sends, by the number of its channel. */
export interface Write {
  readonly channel: number;
  readonly text: string | Buffer;
  readonly after?: RegExp;
}

/** Runs a command in a container over a WebSocket until the server closes it. */
export async function exec(target: Target, ask: ExecAsk): Promise<ExecAnswer> {
  const query = new URLSearchParams([
    ...ask.command.map((word): [string, string] => ['command', word]),
    ['stdout', 'true'],
    ...(ask.tty === true ? [] : [['stderr', 'true'] as [string, string]]),
    ...(ask.tty === true ? [['tty', 'true'] as [string, string]] : []),
    ...(ask.writes === undefined ? [] : [['stdin', 'true'] as [string, string]]),
    ...(ask.container === undefined ? [] : [['container', ask.container] as [string, string]]),
  ]);
  const options: RequestOptions = {};
  await target.config.applyToHTTPSOptions(options);
  const url = `${target.url.replace(/^http/, 'ws')}${ask.path}/exec?${query.toString()}`;
  const protocols = [...(ask.protocols ?? ['v5.channel.k8s.io', 'v4.channel.k8s.io'])];
  const { headers, ...rest } = options as { headers?: Record<string, string> };
  const socket = new WebSocket(url, protocols, {
    ...rest,
    headers: { ...headers, ...ask.headers },
  });
  return converse(socket, ask.writes ?? []);
}

function converse(socket: WebSocket, writes: readonly Write[]): Promise<ExecAnswer> {
  const channels = new Map<number, string>();
  const left = [...writes];
  const writeDue = () => {
    while (left[0] && (left[0].after?.test(channels.get(1) ?? '') ?? true)) {
      const [{ channel, text }] = left;
      socket.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text)]));
      left.shift();
    }
  };
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => reject(new ExecRefused(response.statusCode ?? 0, body)));
    });
    socket.on('error', reject);
    socket.on('open', writeDue);
    socket.on('message', (data: Buffer) => {
      const channel = data[0] ?? 0;
      channels.set(channel, (channels.get(channel) ?? '') + data.subarray(1).toString());
      writeDue();
    });
    socket.on('close', (closeCode) => {
      const status = channels.get(3) ?? '';
      resolve({
        protocol: socket.protocol,
        stdout: channels.get(1) ?? '',
        stderr: channels.get(2) ?? '',
        status: status === '' ? {} : (JSON.parse(status) as Tree),
        closeCode,
      });
    });
  });
}
