import { splitJsonStream } from './jsonStream.ts';

/** One YAML document of a file, with what stands before it (comments, directives). */
export interface Part {
  /** Offset in the file. */
  readonly start: number;
  readonly text: string;
}

/**
 * The documents of a file, the objects of a stream of JSON each; together they are the whole text.
 */
export function splitParts(text: string): readonly Part[] {
  return splitAtMarkers(text).flatMap(splitJsonStream);
}

/**
 * Splits a file at its document markers, `---` and `...` at the beginning of a line: YAML allows
 * them in no scalar (YAML 1.2.2 §9.1.2), so no parser is needed. A byte-order mark in front of one
 * belongs to the document before.
 */
export function splitAtMarkers(text: string): readonly Part[] {
  const starts = [0];
  for (const marker of text.matchAll(/^(?:(\uFEFF*)---|\.\.\.)(?=[ \t\r\n]|$)[^\n]*\n?/gm)) {
    const ends = marker[0].startsWith('.');
    starts.push(marker.index + (ends ? marker[0].length : (marker[1]?.length ?? 0)));
  }
  const parts: Part[] = [];
  let from = 0;
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? text.length;
    // What stands before the first marker of a document, as a licence or `%YAML 1.1`, belongs to
    // it.
    if (index + 1 < starts.length && isPreamble(text, start, end)) continue;
    if (end > from) parts.push({ start: from, text: text.slice(from, end) });
    from = end;
  }
  return parts;
}

function isPreamble(text: string, start: number, end: number): boolean {
  return /^(?:\uFEFF*[ \t]*(?:#[^\n]*|%[^\n]*)?(?:\r?\n|$))*$/.test(text.slice(start, end));
}
