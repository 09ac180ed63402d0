import type { Readable } from 'node:stream';

const LINE_FEED = 0x0a;
const OPEN_OBJECT = 0x7b;
const LENGTH_BYTES = 4;

/**
 * Reads the body of a watch event by event: in JSON they come as lines, in protobuf as frames with
 * their length before them (k8s.io/apimachinery, pkg/util/framer). Throws when an event is longer
 * than `largest` bytes, and when the body ends within one.
 */
export async function* readEvents(body: Readable, largest: number): AsyncGenerator<Buffer> {
  let splitter: Splitter | undefined;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    splitter ??= chunk[0] === OPEN_OBJECT ? new LineSplitter() : new FrameSplitter();
    yield* splitter.push(chunk);
    if (splitter.pending > largest) {
      throw new Error(`An event of the answer is longer than ${largest} bytes`);
    }
  }
  if (splitter && splitter.pending > 0)
    throw new Error('The answer ended in the middle of an event');
}

interface Splitter {
  /** The events that end with this chunk. */
  push(chunk: Buffer): Buffer[];
  /** The bytes of the event that has begun, as far as they are known. */
  readonly pending: number;
}

class LineSplitter implements Splitter {
  #parts: Buffer[] = [];
  pending = 0;

  push(chunk: Buffer): Buffer[] {
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      const rest = chunk.subarray(from, end);
      const line = this.#parts.length === 0 ? rest : Buffer.concat([...this.#parts, rest]);
      [this.#parts, this.pending, from] = [[], 0, end + 1];
      if (line.length > 0) lines.push(line);
    }
    if (from < chunk.length) this.#parts.push(chunk.subarray(from));
    this.pending += chunk.length - from;
    return lines;
  }
}

class FrameSplitter implements Splitter {
  #parts: Buffer[] = [];
  #size = 0;
  /**
   * The length of the frame that has begun, with the bytes that tell it; those alone until they are
   * there.
   */
  #frame = LENGTH_BYTES;

  get pending(): number {
    return this.#size === 0 ? 0 : Math.max(this.#size, this.#frame);
  }

  push(chunk: Buffer): Buffer[] {
    this.#parts.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#frame) return [];
    const bytes = this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts, this.#size);
    const frames: Buffer[] = [];
    let from = 0;
    for (;;) {
      const left = bytes.length - from;
      this.#frame = LENGTH_BYTES + (left < LENGTH_BYTES ? 0 : bytes.readUInt32BE(from));
      if (left < LENGTH_BYTES || left < this.#frame) break;
      if (this.#frame > LENGTH_BYTES)
        frames.push(bytes.subarray(from + LENGTH_BYTES, from + this.#frame));
      from += this.#frame;
    }
    this.#parts = from === bytes.length ? [] : [bytes.subarray(from)];
    this.#size = bytes.length - from;
    return frames;
  }
}
