import { readFileSync } from 'node:fs';
import { type DecodedFile, decodeFile } from '../../files/decodeFile.ts';
import { unreadable } from '../../files/unreadable.ts';

/** In characters: what is kept of the files for the second look at them. */
const MAX_KEPT = 100_000_000;

/**
 * The texts of a run: its files are looked at twice, first for what they declare. Reads without
 * waiting: a small file takes 20 µs so, and six times as long through a promise (Node 24).
 */
export class LintedTexts {
  readonly #kept = new Map<string, DecodedFile>();
  #left = MAX_KEPT;
  readonly #around = new Map<string, string | undefined>();

  /** A file that is checked. Throws a `UserError` when it cannot be read. */
  read(file: string): DecodedFile {
    const kept = this.#kept.get(file);
    if (kept !== undefined) return kept;
    const decoded = readText(file);
    this.#left -= decoded.text.length;
    if (this.#left > 0) this.#kept.set(file, decoded);
    return decoded;
  }

  /** A file that tells what others are: asked for by each of them. */
  readIfThere(file: string): string | undefined {
    if (!this.#around.has(file)) this.#around.set(file, textIfThere(file));
    return this.#around.get(file);
  }
}

function readText(file: string): DecodedFile {
  try {
    return decodeFile(readFileSync(file));
  } catch (error) {
    throw unreadable(file, error);
  }
}

function textIfThere(file: string): string | undefined {
  try {
    return decodeFile(readFileSync(file)).text;
  } catch {
    return undefined;
  }
}
