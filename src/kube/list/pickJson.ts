/**
 * Which parts of a JSON value are wanted: `true` for a part as a whole, else the wanted keys of an
 * object. A list is looked through: its shape is that of each of its items.
 */
export type Shape = true | { readonly [key: string]: Shape };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Parses JSON, and gives of it what was asked for. Throws a `SyntaxError`. */
export type PickJson = (bytes: Buffer) => unknown;

/**
 * Makes a parser of the wanted parts of JSON that steps over the rest without making anything of
 * it: of a list of pods a few percent are wanted, and what `JSON.parse` makes of the rest costs
 * more than all else together. It throws when the text ends early or is no JSON where it is looked
 * at.
 */
export function pickJson(shape: Shape): PickJson {
  const wanted = prepare(shape);
  return (bytes) => {
    const picker = new Picker(bytes);
    const value = picker.pick(wanted);
    picker.expectEnd();
    return value;
  };
}

/** A wanted key, by what tells it from others without making a text of each. */
interface Key {
  readonly name: string;
  readonly length: number;
  readonly first: number;
  readonly part: Part;
}

type Part = true | readonly Key[];

function prepare(shape: Shape): Part {
  if (shape === true) return true;
  return Object.entries(shape).map(([name, part]) => ({
    name,
    length: name.length,
    first: name.charCodeAt(0),
    part: prepare(part),
  }));
}

class Picker {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  pick(shape: Part): unknown {
    const next = this.#next();
    if (next === QUOTE) return this.#text();
    if (shape !== true && next === OPEN_OBJECT) return this.#object(shape);
    if (shape !== true && next === OPEN_LIST) return this.#list(shape);
    const from = this.#at;
    this.#skip();
    return JSON.parse(this.#bytes.toString('utf8', from, this.#at)) as unknown;
  }

  expectEnd(): void {
    while (this.#at < this.#bytes.length) {
      if (!isSpace(this.#bytes[this.#at++])) this.#fail();
    }
  }

  #object(keys: readonly Key[]): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.#at++;
    if (this.#next() === CLOSE_OBJECT) {
      this.#at++;
      return object;
    }
    for (;;) {
      if (this.#next() !== QUOTE) this.#fail();
      const from = this.#at + 1;
      this.#skipText();
      const key = this.#wanted(keys, from, this.#at - 1);
      if (this.#next() !== COLON) this.#fail();
      this.#at++;
      if (key) object[key.name] = this.pick(key.part);
      else {
        this.#next();
        this.#skip();
      }
      if (this.#more(CLOSE_OBJECT)) continue;
      return object;
    }
  }

  #wanted(keys: readonly Key[], from: number, to: number): Key | undefined {
    const first = this.#bytes[from];
    for (const key of keys) {
      if (key.length !== to - from || key.first !== first) continue;
      if (this.#bytes.toString('latin1', from, to) === key.name) return key;
    }
    return undefined;
  }

  #list(shape: Part): unknown[] {
    const items: unknown[] = [];
    this.#at++;
    if (this.#next() === CLOSE_LIST) {
      this.#at++;
      return items;
    }
    do items.push(this.pick(shape));
    while (this.#more(CLOSE_LIST));
    return items;
  }

  /** Steps over a comma, or over the end; false at the end. */
  #more(close: number): boolean {
    const next = this.#next();
    this.#at++;
    if (next === COMMA) return true;
    if (next !== close) this.#fail();
    return false;
  }

  #text(): string {
    const from = this.#at;
    const plain = this.#skipText();
    return plain
      ? this.#bytes.toString('utf8', from + 1, this.#at - 1)
      : (JSON.parse(this.#bytes.toString('utf8', from, this.#at)) as string);
  }

  /** Steps over a text; true when it holds no escapes. */
  #skipText(): boolean {
    const bytes = this.#bytes;
    let plain = true;
    let at = this.#at + 1;
    for (; bytes[at] !== QUOTE; at++) {
      if (bytes[at] === BACKSLASH) {
        plain = false;
        at++;
      }
      if (at >= bytes.length) this.#fail();
    }
    this.#at = at + 1;
    return plain;
  }

  /** Steps over a value, however deep it is. */
  #skip(): void {
    const bytes = this.#bytes;
    const { length } = bytes;
    let depth = 0;
    let at = this.#at;
    do {
      const byte = bytes[at];
      if (byte === QUOTE) {
        for (at++; bytes[at] !== QUOTE; at++) {
          if (bytes[at] === BACKSLASH) at++;
          if (at >= length) this.#fail();
        }
        at++;
      } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        depth++;
        at++;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        depth--;
        at++;
      } else if (depth > 0) at++;
      else {
        const from = at;
        while (at < length && !isEndOfWord(bytes[at])) at++;
        if (at === from) this.#fail();
      }
      if (at > length || (at === length && depth > 0)) this.#fail();
    } while (depth > 0);
    this.#at = at;
  }

  /** The next byte that is no white space. */
  #next(): number {
    const bytes = this.#bytes;
    while (isSpace(bytes[this.#at])) this.#at++;
    return bytes[this.#at] ?? this.#fail();
  }

  #fail(): never {
    throw new SyntaxError(`Not complete JSON (at byte ${this.#at} of ${this.#bytes.length})`);
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isEndOfWord(byte: number | undefined): boolean {
  return byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_LIST || isSpace(byte);
}
