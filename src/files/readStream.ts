import { addAbortSignal, type Readable } from 'node:stream';
import { FileError } from './readRegularFile.ts';

/**
 * What comes through a pipe, of `largest` bytes at most: it may have no end, nor come to one.
 * Throws a `FileError` for more, and an abort when the signal says so.
 */
export async function readStream(
  stream: Readable,
  largest: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of addAbortSignal(signal, stream) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw new FileError('TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
