import type { Readable } from 'node:stream';

/** Reads a body whole. Throws when it is longer than `largest` bytes. */
export async function readBytes(body: Readable, largest: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) {
      body.destroy();
      throw new Error(`The answer is larger than ${largest} bytes`);
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
}

const LINE_FEED = 0x0a;

/** Reads a body line by line, empty lines left out. Throws when one line is longer than `largest` bytes. */
export async function* readLines(body: Readable, largest: number): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      const rest = chunk.subarray(from, end);
      const line = parts.length === 0 ? rest : Buffer.concat([...parts, rest]);
      [parts, size, from] = [[], 0, end + 1];
      if (line.length > 0) yield line;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > largest) throw new Error(`A line of the answer is longer than ${largest} bytes`);
  }
  if (parts.length > 0) throw new Error('The answer ended in the middle of a line');
}
