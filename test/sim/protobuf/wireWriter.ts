/** Something in protobuf whose size is known before it is written. */
export interface Encoded {
  readonly size: number;
  writeTo(out: WireWriter): void;
}

/** Writes protobuf into one buffer whose size was worked out before: thousands of small ones cost too much. */
export class WireWriter {
  readonly buffer: Buffer;
  #at = 0;

  /** Writes from the beginning of a buffer. */
  constructor(buffer: Buffer) {
    this.buffer = buffer;
  }

  /** What was written. */
  get written(): Buffer {
    return this.buffer.subarray(0, this.#at);
  }

  varint(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) {
      this.buffer[this.#at++] = (rest & 0x7f) | 0x80;
    }
    this.buffer[this.#at++] = rest;
  }

  bytes(bytes: Uint8Array): void {
    this.buffer.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** A text of ASCII. */
  ascii(text: string): void {
    this.#at += this.buffer.write(text, this.#at, 'latin1');
  }
}

export function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 0x80; rest /= 0x80) size++;
  return size;
}

/** The size of a field that has its length before it; fields up to number 15 have a tag of one byte. */
export function fieldSize(size: number): number {
  return 1 + varintSize(size) + size;
}

export function encodedBytes(bytes: Uint8Array): Encoded {
  return { size: bytes.length, writeTo: (out) => out.bytes(bytes) };
}

/** The tag of a field that has its length before it. */
export function tagOf(number: number): number {
  return (number << 3) | 2;
}
