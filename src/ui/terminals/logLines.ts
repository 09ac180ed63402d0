// Colours stay; all else that would move the cursor, set titles or ask the terminal goes.
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const COLOR = /\u001b\[[\d;:]*m/g;
const HELD = /[\ue000]/g;
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const OTHER = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-_])/g;
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
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
  const colors: string[] = [];
  const text = line
    .replace(HELD, '')
    .replace(COLOR, (color) => {
      colors.push(color);
      return '\ue000';
    })
    .replace(OTHER, '')
    .replace(CONTROL, '')
    .replace(HELD, () => colors.shift() ?? '');
  return text.includes('\u001b') ? text + RESET : text;
}
