import type { WebSocket } from 'ws';
import type { Session } from './shellSession.ts';
import type { Status } from '../kube/statusError.ts';

const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255 } as const;

/** The server's side of an exec connection: frames that begin with the number of their channel. */
export class ExecStream {
  readonly #socket: WebSocket;
  #isCut = false;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Under v5 the API server translates for the kubelet, and wraps its errors once more. */
  get isTranslated(): boolean {
    return this.#socket.protocol === 'v5.channel.k8s.io';
  }

  get isOpen(): boolean {
    return !this.#isCut && this.#socket.readyState === this.#socket.OPEN;
  }

  get pendingBytes(): number {
    return this.#socket.bufferedAmount;
  }

  /** As the API server does, which sends an empty frame first. */
  open(channel: 'stdout' | 'stderr' | 'error'): void {
    this.#send(CHANNEL[channel], Buffer.alloc(0));
  }

  write(channel: 'stdout' | 'stderr', text: string): void {
    if (text !== '') this.#send(CHANNEL[channel], Buffer.from(text));
  }

  /** Hands over what the client writes from here on. */
  read(session: Session): void {
    this.#socket.on('message', (data: Buffer) => {
      const payload = data.subarray(1);
      if (data[0] === CHANNEL.stdin) session.input(payload.toString());
      else if (data[0] === CHANNEL.resize) {
        const { Width = 0, Height = 0 } = JSON.parse(payload.toString()) as Record<string, number>;
        session.resize(Width, Height);
      } else if (data[0] === CHANNEL.close && payload[0] === CHANNEL.stdin) session.end();
    });
  }

  /** Says how the command ended, and closes; `late` is written after that, as no server should. */
  finish(status: Omit<Status, 'kind' | 'apiVersion'>, late = ''): void {
    this.#send(CHANNEL.error, Buffer.from(JSON.stringify(status)));
    this.write('stdout', late);
    this.write('stderr', late);
    this.#socket.close(1000);
  }

  /** Breaks the connection without a closing handshake. */
  cut(): void {
    this.#isCut = true;
    this.#socket.terminate();
  }

  #send(channel: number, payload: Buffer): void {
    if (!this.isOpen) return;
    this.#socket.send(Buffer.concat([Buffer.from([channel]), payload]));
  }
}
