import type { TextMap } from './textMaps.ts';
import { decodeText, type Texts } from './texts.ts';

const VARINT = 0;
const FIXED_64 = 1;
const WITH_LENGTH = 2;
const FIXED_32 = 5;
const MAX_VARINT_BYTES = 10;

/** Reads a message from where the reader stands up to `end`. Throws a `SyntaxError`. */
export type ReadMessage<T> = (reader: WireReader, end: number) => T;

/**
 * Steps through a message of protobuf field by field (protobuf.dev/programming-guides/encoding,
 * 2026-11). Each begins with a tag: its number and, in the lowest three bits, how its value is
 * written. After `next` its value is read or skipped by one call. Throws a `SyntaxError` where the
 * bytes end too early or are none of it.
 */
export class WireReader {
  readonly #buffer: Buffer;
  readonly #texts: Texts;
  #at = 0;
  #tag = 0;
  #limit = 0;

  constructor(buffer: Buffer, texts: Texts) {
    this.#buffer = buffer;
    this.#texts = texts;
  }

  /** Goes to the next field of the message that ends at `end`; false when there is none. */
  next(end: number): boolean {
    if (this.#at >= end) return this.#at === end ? false : this.#fail();
    this.#limit = end;
    this.#tag = this.#varint();
    return true;
  }

  /** The number of the field. */
  get field(): number {
    return this.#tag >>> 3;
  }

  number(): number {
    return (this.#tag & 7) === VARINT ? this.#varint() : this.#fail();
  }

  boolean(): boolean {
    return this.number() !== 0;
  }

  /** A text that comes again in other objects. */
  text(): string {
    const end = this.messageEnd();
    const text = this.#texts.read(this.#buffer, this.#at, end);
    this.#at = end;
    return text;
  }

  /** A text that no other object has. */
  name(): string {
    const end = this.messageEnd();
    const name = decodeText(this.#buffer, this.#at, end);
    this.#at = end;
    return name;
  }

  /** The map of these entries, each key with its value after it. */
  map(entries: readonly string[]): TextMap {
    return this.#texts.maps.make(entries);
  }

  bytes(): Buffer {
    const end = this.messageEnd();
    const bytes = this.#buffer.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }

  message<T>(read: ReadMessage<T>): T {
    return read(this, this.messageEnd());
  }

  /** Steps into a message without a look at where it ends: its beginning may be all there is. */
  open(): void {
    if ((this.#tag & 7) !== WITH_LENGTH) this.#fail();
    this.#varint();
  }

  skip(): void {
    switch (this.#tag & 7) {
      case VARINT:
        this.#varint();
        return;
      case WITH_LENGTH:
        this.#at = this.messageEnd();
        return;
      case FIXED_64:
        this.#at += 8;
        return;
      case FIXED_32:
        this.#at += 4;
        return;
      default:
        this.#fail();
    }
  }

  /** Leaves the rest of a message out. */
  skipTo(end: number): void {
    this.#at = end;
  }

  /**
   * Where the field's value ends, which has its length before it; the reader stands at its
   * beginning then.
   */
  messageEnd(): number {
    if ((this.#tag & 7) !== WITH_LENGTH) this.#fail();
    const length = this.#varint();
    const end = this.#at + length;
    return end <= this.#limit ? end : this.#fail();
  }

  #varint(): number {
    const buffer = this.#buffer;
    const first = buffer[this.#at];
    if (first !== undefined && first < 0x80) {
      this.#at++;
      return first;
    }
    let value = 0;
    let weight = 1;
    for (let index = 0; index < MAX_VARINT_BYTES; index++) {
      const byte = buffer[this.#at++];
      if (byte === undefined) this.#fail();
      value += (byte & 0x7f) * weight;
      if (byte < 0x80) return value;
      weight *= 0x80;
    }
    return this.#fail();
  }

  #fail(): never {
    throw new SyntaxError(`Not complete protobuf (at byte ${this.#at} of ${this.#buffer.length})`);
  }
}
