import { lazy } from '../../base/lazy.ts';

const SLOTS = 8192;
const LONGEST = 64;
/** How many bytes at the end of a text its slot follows from: texts of a cluster differ most at their ends. */
const HASHED = 8;
const ASCII = 0x80;

/**
 * Reads texts, and gives one string for those that come again: objects of a cluster repeat a few names, keys and
 * states, and to compare the bytes of a text with those of the last in its slot costs a tenth of making it.
 */
export class Texts {
  readonly #slots = lazy(() => Array.from<string | undefined>({ length: SLOTS }));

  read(buffer: Buffer, from: number, to: number): string {
    if (to - from > LONGEST) return decodeText(buffer, from, to);
    let hash = to - from;
    for (let at = Math.max(from, to - HASHED); at < to; at++) {
      hash = (Math.imul(hash, 31) + (buffer[at] ?? 0)) | 0;
    }
    const slots = this.#slots();
    const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
    const known = slots[slot];
    if (known !== undefined && isText(known, buffer, from, to)) return known;
    const text = decodeText(buffer, from, to);
    slots[slot] = text;
    return text;
  }
}

/** A text in UTF-8. One of ASCII alone takes half the memory when it is read as such. */
export function decodeText(buffer: Buffer, from: number, to: number): string {
  let all = 0;
  for (let at = from; at < to; at++) all |= buffer[at] ?? 0;
  return buffer.toString(all < ASCII ? 'latin1' : 'utf8', from, to);
}

/** A string with other letters than ASCII is shorter than its bytes, and is never taken for them. */
function isText(known: string, buffer: Buffer, from: number, to: number): boolean {
  if (known.length !== to - from) return false;
  for (let index = 0; index < known.length; index++) {
    if (known.charCodeAt(index) !== buffer[from + index]) return false;
  }
  return true;
}
