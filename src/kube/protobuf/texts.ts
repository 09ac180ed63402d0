import { lazy } from '../../base/lazy.ts';
import { TextMaps } from './textMaps.ts';

const SLOTS = 4096;
const MAX_BYTES = 64;
/**
 * How many bytes at the end of a text its slot follows from: texts of a cluster differ most at
 * their ends.
 */
const HASHED = 8;
const ASCII = 0x80;

/**
 * Reads texts, and gives one string for those that come again: objects of a cluster repeat a few
 * names, keys and states, and to compare the bytes of a text with those of the last in its slot
 * costs a tenth of making it.
 */
export class Texts {
  readonly maps = new TextMaps();
  readonly #slots = lazy(() => new Slots());

  read(buffer: Buffer, from: number, to: number): string {
    return to - from > MAX_BYTES
      ? decodeText(buffer, from, to)
      : this.#slots().read(buffer, from, to);
  }
}

/**
 * The last text of each slot, and its bytes: they are compared faster than the letters of the
 * string.
 */
class Slots {
  readonly #texts = Array.from<string | undefined>({ length: SLOTS });
  readonly #lengths = new Uint8Array(SLOTS);
  readonly #bytes = new Uint8Array(SLOTS * MAX_BYTES);

  read(buffer: Buffer, from: number, to: number): string {
    const slot = slotOf(buffer, from, to);
    const known = this.#texts[slot];
    if (known !== undefined && this.#has(slot, buffer, from, to)) return known;
    const text = decodeText(buffer, from, to);
    this.#texts[slot] = text;
    this.#lengths[slot] = to - from;
    this.#bytes.set(buffer.subarray(from, to), slot * MAX_BYTES);
    return text;
  }

  #has(slot: number, buffer: Buffer, from: number, to: number): boolean {
    if (this.#lengths[slot] !== to - from) return false;
    const bytes = this.#bytes;
    const offset = slot * MAX_BYTES - from;
    for (let at = from; at < to; at++) if (bytes[offset + at] !== buffer[at]) return false;
    return true;
  }
}

function slotOf(buffer: Buffer, from: number, to: number): number {
  let hash = to - from;
  for (let at = Math.max(from, to - HASHED); at < to; at++) {
    hash = (Math.imul(hash, 31) + (buffer[at] ?? 0)) | 0;
  }
  return (hash ^ (hash >>> 13)) & (SLOTS - 1);
}

/** A text in UTF-8. One of ASCII alone takes half the memory when it is read as such. */
export function decodeText(buffer: Buffer, from: number, to: number): string {
  let all = 0;
  for (let at = from; at < to; at++) all |= buffer[at] ?? 0;
  return buffer.toString(all < ASCII ? 'latin1' : 'utf8', from, to);
}
