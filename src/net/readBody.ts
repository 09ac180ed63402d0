import type { Readable } from 'node:stream';

const FIRST_SIZE = 64 * 1024;

/** Thrown for a body that is longer than it may be. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
  readonly largest: number;

  constructor(largest: number) {
    super(`The answer is larger than ${largest} bytes`);
    this.largest = largest;
  }
}

/**
 * Reads bodies whole, into memory that is used again: a list of 50,000 pods has hundreds of
 * megabytes, and new memory for each page costs more than the reading.
 */
export class BodyReader {
  readonly #spare: Buffer<ArrayBuffer>[] = [];

  /**
   * Throws a `TooLargeError` when the body is longer than `largest` bytes. `onHead` gets its first
   * bytes, as many as came at once, before the rest is there.
   */
  read(body: Readable, largest: number, onHead?: (head: Buffer) => void): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      let memory = this.#spare.pop() ?? Buffer.allocUnsafeSlow(0);
      let size = 0;
      body.on('data', (chunk: Buffer) => {
        const before = size;
        size += chunk.length;
        if (size > largest) {
          body.destroy(new TooLargeError(largest));
          return;
        }
        memory = withRoom(memory, before, size);
        memory.set(chunk, before);
        release(chunk);
        if (before === 0) onHead?.(memory.subarray(0, size));
      });
      body.on('end', () => {
        resolve(memory.subarray(0, size));
      });
      body.on('error', reject);
      body.on('close', () => reject(new Error('The answer ended early')));
    });
  }

  /**
   * Takes the memory of a body back, which is then written over: nobody may look at it any more.
   */
  reuse(body: Buffer): void {
    if (body.buffer instanceof ArrayBuffer) this.#spare.push(Buffer.from(body.buffer));
  }
}

/**
 * Gives the memory of a chunk back at once, if nothing else is in it: hundreds of megabytes of
 * chunks would make the garbage collector look through the whole heap again and again. What gave
 * the chunk may still be about it.
 */
function release({ buffer, length }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) {
    queueMicrotask(() => buffer.transfer(0));
  }
}

function withRoom(memory: Buffer<ArrayBuffer>, used: number, needed: number): Buffer<ArrayBuffer> {
  if (needed <= memory.length) return memory;
  const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_SIZE, needed, 2 * memory.length));
  memory.copy(larger, 0, 0, used);
  return larger;
}

/** Reads one body whole. Throws a `TooLargeError` when it is longer than `largest` bytes. */
export function readBytes(body: Readable, largest: number): Promise<Buffer> {
  return new BodyReader().read(body, largest);
}
