import { lazy } from '../../base/lazy.ts';

const SLOTS = 8192;
const LONGEST = 64;
const ASCII = 0x80;

/**
 * Reads texts, and gives one string for those that come again: objects of a cluster repeat a few names, keys and
 * states, and to compare the bytes of a text with those of the last that had its hash costs a tenth of making it.
 */
export class Texts {
  readonly #slots = lazy(() => Array.from<string | undefined>({ length: SLOTS }));

  read(buffer: Buffer, from: number, to: number): string {
    if (to - from > LONGEST) return decodeText(buffer, from, to);
    let hash = 0;
    let all = 0;
    for (let at = from; at < to; at++) {
      const byte = buffer[at] ?? 0;
      hash = (Math.imul(hash, 31) + byte) | 0;
      all |= byte;
    }
    if (all >= ASCII) return buffer.toString('utf8', from, to);
    const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
    const slots = this.#slots();
    const known = slots[slot];
    if (known !== undefined && isText(known, buffer, from, to)) return known;
    const text = buffer.toString('latin1', from, to);
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

function isText(known: string, buffer: Buffer, from: number, to: number): boolean {
  if (known.length !== to - from) return false;
  for (let index = 0; index < known.length; index++) {
    if (known.charCodeAt(index) !== buffer[from + index]) return false;
  }
  return true;
}
