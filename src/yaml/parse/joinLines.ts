import type { Span } from './span.ts';
import { behindBlock, lineEnd, quoteEnd } from './yamlText.ts';

/**
 * A text whose flow collections and quoted texts stand on one line each: their line breaks, and the
 * comments within, become spaces. The text keeps its length, so that offsets stay valid. The very
 * same text when there is nothing to join.
 *
 * kubectl (go.yaml.in/yaml) takes such lines at any indentation, where YAML 1.2.2 §7.1 asks that
 * they are indented deeper than what they belong to.
 */
export function joinLines(text: string): string {
  const joined: string[] = [];
  let from = 0;
  for (const { start, end, isComment } of new LineReader(text).spans()) {
    const span = text.slice(start, end);
    joined.push(text.slice(from, start));
    joined.push(isComment ? ' '.repeat(span.length) : span.replaceAll(/[\r\n]/g, ' '));
    from = end;
  }
  return from === 0 ? text : joined.join('') + text.slice(from);
}

interface JoinedSpan extends Span {
  readonly isComment: boolean;
}

/** Finds what goes on over several lines; what never ends is left as it is. */
class LineReader {
  readonly #text: string;
  #spans: JoinedSpan[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  spans(): readonly JoinedSpan[] {
    for (let at: number | undefined = 0; at !== undefined && at < this.#text.length;) {
      at = this.#line(at);
    }
    return this.#spans;
  }

  /**
   * Reads the line at an offset with all that goes on behind it; where the next one begins.
   * `undefined` when nothing more is to be joined.
   */
  #line(start: number): number | undefined {
    const lead = LEAD.exec(this.#text.slice(start, lineEnd(this.#text, start)))?.[0] ?? '';
    let owner = columnOfItem(lead);
    for (let at = start + lead.length; at < this.#text.length;) {
      const char = this.#text.charAt(at);
      if (char === '\n' || char === '#') return lineEnd(this.#text, at) + 1;
      if (char === '|' || char === '>')
        return behindBlock(this.#text, lineEnd(this.#text, at) + 1, owner);
      if (char === '"' || char === "'" || char === '[' || char === '{') {
        const end = this.#valueEnd(at);
        if (end === undefined) return undefined;
        at = end;
      } else if (char === '&' || char === '!' || char === '*') at = this.#find(/\s/g, at);
      else if (/[ \t\r]/.test(char)) at++;
      else at = this.#find(/:(?=\s|$)|[ \t]#|\n/g, at);
      if (this.#text.charAt(at) !== ':') continue;
      owner = lead.length;
      at++;
    }
    return undefined;
  }

  /** Behind a quoted text or flow collection; `undefined` when it does not end as a value does. */
  #valueEnd(start: number): number | undefined {
    const comments: JoinedSpan[] = [];
    const end = isQuote(this.#text.charAt(start))
      ? quoteEnd(this.#text, start)
      : this.#flowEnd(start, comments);
    if (end === undefined || !this.#text.slice(start, end).includes('\n')) return end;
    // A key has to be on one line.
    if (/^[ \t]*:/.test(this.#text.slice(end, end + MAX_GAP))) return undefined;
    let from = start;
    for (const comment of comments) {
      this.#spans.push({ start: from, end: comment.start, isComment: false }, comment);
      from = comment.end;
    }
    this.#spans.push({ start: from, end, isComment: false });
    return end;
  }

  #flowEnd(start: number, comments: JoinedSpan[]): number | undefined {
    let depth = 0;
    for (let at = start; at < this.#text.length; at++) {
      const char = this.#text.charAt(at);
      if (char === '[' || char === '{') depth++;
      else if (char === ']' || char === '}') depth--;
      else if (char === '#' && /\s/.test(this.#text.charAt(at - 1))) {
        const end = lineEnd(this.#text, at);
        comments.push({ start: at, end, isComment: true });
        at = end;
      } else if (isQuote(char) && /[\s[{,:]/.test(this.#text.charAt(at - 1))) {
        const end = quoteEnd(this.#text, at);
        if (end === undefined) return undefined;
        at = end - 1;
      }
      if (depth === 0) return at + 1;
    }
    return undefined;
  }

  /** The first place from an offset on that a pattern with the flag `g` finds, else the end. */
  #find(pattern: RegExp, start: number): number {
    pattern.lastIndex = start;
    return pattern.exec(this.#text)?.index ?? this.#text.length;
  }
}

/** In characters: how far behind its end a colon makes a key of a value. */
const MAX_GAP = 20;

/** What stands before the first value of a line: its indentation, and the marks of items. */
const LEAD = /^\uFEFF?(?:---)?[ \t]*(?:[-?][ \t]+)*/;

/** The column of the item that a line begins; without one, that of the line. */
function columnOfItem(lead: string): number {
  const mark = lead.search(/[-?][ \t]+$/);
  return mark === -1 ? lead.length : mark;
}

function isQuote(char: string): boolean {
  return char === '"' || char === "'";
}
