import { decodeText, type Texts } from './texts.ts';

const VARINT = 0;
const FIXED_64 = 1;
const WITH_LENGTH = 2;
const FIXED_32 = 5;
const LONGEST_VARINT = 10;

/** The tag of field 1 where that has its length before it. */
export const FIRST_WITH_LENGTH = 0x0a;

/**
 * Steps through a message of protobuf (protobuf.dev/programming-guides/encoding, 2026-11). Each field begins
 * with a tag: its number and, in the lowest three bits, how its value is written. Throws a `SyntaxError`
 * where the bytes end too early or are none of it.
 */
export class WireReader {
  at = 0;
  readonly #buffer: Buffer;
  readonly #texts: Texts;

  constructor(buffer: Buffer, texts: Texts) {
    this.#buffer = buffer;
    this.#texts = texts;
  }

  varint(): number {
    const buffer = this.#buffer;
    const first = buffer[this.at];
    if (first !== undefined && first < 0x80) {
      this.at++;
      return first;
    }
    let value = 0;
    let weight = 1;
    for (let index = 0; index < LONGEST_VARINT; index++) {
      const byte = buffer[this.at++];
      if (byte === undefined) this.fail();
      value += (byte & 0x7f) * weight;
      if (byte < 0x80) return value;
      weight *= 0x80;
    }
    return this.fail();
  }

  /** Where the value of a field ends that has its length before it, and has to end by `limit`. */
  end(tag: number, limit: number): number {
    if ((tag & 7) !== WITH_LENGTH) this.fail();
    const length = this.varint();
    const end = this.at + length;
    if (end > limit) this.fail();
    return end;
  }

  number(tag: number): number {
    return (tag & 7) === VARINT ? this.varint() : this.fail();
  }

  /** A text that comes again in other objects. */
  text(end: number): string {
    const text = this.#texts.read(this.#buffer, this.at, end);
    this.at = end;
    return text;
  }

  /** A text that no other object has. */
  name(end: number): string {
    const name = decodeText(this.#buffer, this.at, end);
    this.at = end;
    return name;
  }

  /** Whether the message here begins with its field 1, and that is another text than in `wanted`. */
  isOtherText(wanted: Buffer, end: number): boolean {
    const { at } = this;
    if (at === end || this.#buffer[at] !== FIRST_WITH_LENGTH) return false;
    for (let index = 1; index < wanted.length; index++) {
      if (this.#buffer[at + index] !== wanted[index]) return true;
    }
    return false;
  }

  bytes(end: number): Buffer {
    const bytes = this.#buffer.subarray(this.at, end);
    this.at = end;
    return bytes;
  }

  skip(tag: number): void {
    switch (tag & 7) {
      case VARINT:
        this.varint();
        return;
      case WITH_LENGTH:
        this.at = this.end(tag, this.#buffer.length);
        return;
      case FIXED_64:
        this.at += 8;
        return;
      case FIXED_32:
        this.at += 4;
        return;
      default:
        this.fail();
    }
  }

  fail(): never {
    throw new SyntaxError(`Not complete protobuf (at byte ${this.at} of ${this.#buffer.length})`);
  }
}
