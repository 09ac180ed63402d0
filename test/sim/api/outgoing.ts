import type { ServerResponse } from 'node:http';
import { constants, Http2ServerResponse } from 'node:http2';
import type { FaultAction } from '../faults/fault.ts';

export type HttpResponse = ServerResponse | Http2ServerResponse;

type BodyFault = Extract<FaultAction, { kind: 'cut' | 'truncate' | 'stall' }>;

/** The body fault among the actions, if there is one. */
export function bodyFault(actions: readonly FaultAction[]): BodyFault | undefined {
  return actions.find(
    (action): action is BodyFault =>
      action.kind === 'cut' || action.kind === 'truncate' || action.kind === 'stall',
  );
}

/** The answer to one request; a body fault breaks it at the given byte. */
export class Outgoing {
  readonly #response: HttpResponse;
  readonly #fault: BodyFault | undefined;
  #written = 0;
  #broken = false;

  constructor(response: HttpResponse, fault?: BodyFault) {
    this.#response = response;
    this.#fault = fault;
  }

  /** A body that breaks at a byte is not compressed before. */
  get isFaulty(): boolean {
    return this.#fault !== undefined;
  }

  get isBegun(): boolean {
    return this.#response.headersSent;
  }

  get isOpen(): boolean {
    return !this.#broken && !this.#response.destroyed && !this.#response.writableEnded;
  }

  /** Bytes that the client has not taken yet. */
  get pendingBytes(): number {
    return this.#response.writableLength;
  }

  /** Adds `Warning` headers as the API server words them; before `begin`. */
  warn(warnings: readonly string[]): void {
    const values = warnings.map((text) => `299 - ${JSON.stringify(text)}`);
    this.#response.setHeader('Warning', values);
  }

  begin(status: number, headers: Record<string, string | number>): void {
    const { 'Content-Length': _length, ...others } = headers;
    this.#response.statusCode = status;
    const sent = this.#fault === undefined ? headers : others;
    for (const [name, value] of Object.entries(sent)) this.#response.setHeader(name, value);
    flushHeaders(this.#response);
  }

  write(chunk: string | Buffer): void {
    if (!this.isOpen) return;
    if (this.#fault === undefined) {
      writeTo(this.#response, chunk);
      return;
    }
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const left = this.#fault.afterBytes - this.#written;
    this.#written += bytes.length;
    if (bytes.length < left) {
      writeTo(this.#response, bytes);
      return;
    }
    this.#broken = true;
    writeTo(this.#response, bytes.subarray(0, Math.max(0, left)));
    if (this.#fault.kind === 'truncate') this.#response.end();
    // What is written has to leave before the connection breaks.
    else if (this.#fault.kind === 'cut') setImmediate(() => this.cut());
  }

  end(chunk?: string | Buffer): void {
    if (chunk !== undefined) this.write(chunk);
    if (this.isOpen) this.#response.end();
  }

  /** Breaks the connection, or under HTTP/2 the stream. */
  cut(): void {
    this.#broken = true;
    if (this.#response instanceof Http2ServerResponse) {
      this.#response.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    } else {
      this.#response.destroy();
    }
  }

  onClose(listener: () => void): void {
    this.#response.on('close', listener);
  }
}

/** A watch has to answer before it has anything to say. */
function flushHeaders(response: HttpResponse): void {
  if (!(response instanceof Http2ServerResponse)) response.flushHeaders();
  else if (!response.headersSent) response.writeHead(response.statusCode);
}

function writeTo(response: HttpResponse, chunk: string | Buffer): void {
  if (response instanceof Http2ServerResponse) response.write(chunk);
  else response.write(chunk);
}
