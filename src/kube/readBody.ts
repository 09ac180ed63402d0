import type { Readable } from 'node:stream';

const FIRST_SIZE = 64 * 1024;

/**
 * Reads bodies whole, one after the other, into the same memory: a list of 50,000 pods has hundreds of megabytes,
 * and new memory for each page costs more than the reading. What `read` gave is overwritten by the next; bodies
 * that are read at the same time have memory of their own.
 */
export class BodyReader {
  #spare = Buffer.allocUnsafe(0);

  /** Throws when the body is longer than `largest` bytes. */
  read(body: Readable, largest: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      let memory = this.#spare;
      this.#spare = Buffer.allocUnsafe(0);
      let size = 0;
      body.on('data', (chunk: Buffer) => {
        const before = size;
        size += chunk.length;
        if (size > largest) {
          body.destroy(new Error(`The answer is larger than ${largest} bytes`));
          return;
        }
        memory = withRoom(memory, before, size);
        chunk.copy(memory, before);
      });
      body.on('end', () => {
        this.#spare = memory;
        resolve(memory.subarray(0, size));
      });
      body.on('error', reject);
      body.on('close', () => reject(new Error('The answer ended early')));
    });
  }
}

function withRoom(memory: Buffer<ArrayBuffer>, used: number, needed: number): Buffer<ArrayBuffer> {
  if (needed <= memory.length) return memory;
  const larger = Buffer.allocUnsafe(Math.max(FIRST_SIZE, needed, 2 * memory.length));
  memory.copy(larger, 0, 0, used);
  return larger;
}

/** Reads one body whole. Throws when it is longer than `largest` bytes. */
export function readBytes(body: Readable, largest: number): Promise<Buffer> {
  return new BodyReader().read(body, largest);
}
