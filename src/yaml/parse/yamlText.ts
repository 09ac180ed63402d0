/**
 * Where an absent value is: right after the first `:`, `-` or `?` from an offset on, else there.
 */
export function absentAt(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === ':' || char === '-' || char === '?') return at + 1;
    if (char === '#') at = lineEnd(text, at);
    else if (!/\s/.test(char)) return from;
    else at++;
  }
  return from;
}

/**
 * The offset after a closing bracket that is the next thing from an offset on, comments left out.
 */
export function afterBracket(text: string, from: number, bracket: string): number {
  let at = from;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === bracket) return at + 1;
    if (char === '#') at = lineEnd(text, at);
    else if (char === ',' || /\s/.test(char)) at++;
    else return from;
  }
  return from;
}

/** The offset of the line break at or after an offset, or the end of the text. */
export function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found;
}

/** The offset at which the line of an offset begins. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/**
 * Where the last line with content ends between two offsets: parsers differ on the blank lines
 * behind a block.
 */
export function contentEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}

/** The offset behind the quote that ends a text in quotes; `undefined` when none does. */
export function quoteEnd(text: string, start: number): number | undefined {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\' && quote === '"') at++;
    else if (char !== quote) continue;
    else if (quote === "'" && text.charAt(at + 1) === "'") at++;
    else return at + 1;
  }
  return undefined;
}

/** The first line behind a block of text, which goes on as long as its lines are deeper. */
export function behindBlock(text: string, start: number, owner: number): number {
  for (let at = start; at < text.length;) {
    const end = lineEnd(text, at);
    const indent = text.slice(at, end).search(/[^ \r]/);
    if (indent !== -1 && indent <= owner) return at;
    at = end + 1;
  }
  return text.length;
}
