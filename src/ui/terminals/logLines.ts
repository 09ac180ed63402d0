import { ANSI, CONTROL } from '../../base/text/plainText.ts';

// Colours stay; all else that would move the cursor, set titles or ask the terminal goes, as does
// U+E000, of private use.
const COLOR = '\\u001b\\[[\\d;:]*m';
const CODES = new RegExp(`(${COLOR})|${ANSI.source}|${CONTROL.source}|\\ue000`, 'g');
/** A line that does not end is shown in parts: it must not fill the memory. */
const MAX_OPEN = 16_384;
const RESET = '\u001b[0m';

/** Makes what a log says safe for a terminal, line by line: a sequence may come in two parts. */
export class LogLines {
  #open = '';

  /** What is to be shown of it now. */
  add(text: string): string {
    const lines = (this.#open + text).split('\n');
    this.#open = lines.pop() ?? '';
    if (this.#open.length > MAX_OPEN) {
      lines.push(this.#open);
      this.#open = '';
    }
    return lines.map((line) => `${safeLine(line)}\r\n`).join('');
  }

  /** What is left of a last line that did not end. */
  end(): string {
    const rest = safeLine(this.#open);
    this.#open = '';
    return rest;
  }
}

function safeLine(line: string): string {
  const text = line.replace(CODES, (_, color?: string) => color ?? '');
  return text.includes('\u001b') ? text + RESET : text;
}
