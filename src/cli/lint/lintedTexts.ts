import { type DecodedFile, decodeFile } from '../../files/decodeFile.ts';
import { MAX_MANIFEST_BYTES, readRegularFileSync } from '../../files/readRegularFile.ts';
import { unreadable, whyUnreadable } from '../../files/unreadable.ts';

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
  readonly #named: ReadonlySet<string>;

  /** `named`: the files that the command line names. */
  constructor(named: readonly string[]) {
    this.#named = new Set(named);
  }

  /**
   * A file that is checked. One that was found and cannot be read says so; for one that was named,
   * `UserError` is thrown.
   */
  read(file: string): DecodedFile {
    const kept = this.#kept.get(file);
    if (kept !== undefined) return kept;
    const decoded = this.#decode(file);
    this.#left -= decoded.text.length;
    if (this.#left > 0) this.#kept.set(file, decoded);
    return decoded;
  }

  /** A file that tells what others are: asked for by each of them. */
  readIfThere(file: string): string | undefined {
    if (!this.#around.has(file)) this.#around.set(file, textIfThere(file));
    return this.#around.get(file);
  }

  #decode(file: string): DecodedFile {
    try {
      return decodeFile(readRegularFileSync(file, MAX_MANIFEST_BYTES));
    } catch (error) {
      if (this.#named.has(file)) throw unreadable(file, error);
      return { text: '', problem: `It ${whyUnreadable(error)}, and is not checked.` };
    }
  }
}

function textIfThere(file: string): string | undefined {
  try {
    return decodeFile(readRegularFileSync(file, MAX_MANIFEST_BYTES)).text;
  } catch {
    return undefined;
  }
}
