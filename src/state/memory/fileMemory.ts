import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KeyedMemory } from './memory.ts';

const SUFFIX = '.json';

/** Windows refuses to replace a file while something else has it open, for moments. */
const MAX_TRIES = 10;
const RETRY_MS = 5;
const IN_USE: ReadonlySet<unknown> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/**
 * Memory that all windows share, a file for each key: VS Code writes what it remembers as a whole,
 * so that of two windows which write at once the later would take away what the earlier wrote. Each
 * file is replaced at once and read anew each time. What an `earlier` memory keeps counts until its
 * key is written or removed here.
 */
export class FileMemory implements KeyedMemory {
  readonly #folder: string;
  readonly #earlier: KeyedMemory;

  /** Nothing is read or made before it is used. */
  constructor(folder: string, earlier: KeyedMemory) {
    this.#folder = folder;
    this.#earlier = earlier;
  }

  keys(): readonly string[] {
    const own = namesIn(this.#folder).flatMap((name) => {
      const record = this.#read(path.join(this.#folder, name));
      return record ? [record.key] : [];
    });
    return [...new Set([...own, ...this.#earlier.keys()])];
  }

  get<T>(key: string): T | undefined {
    const record = this.#read(this.#fileOf(key));
    return record ? (record.value as T) : this.#earlier.get<T>(key);
  }

  /** It is written when this returns, so that two writes of one window never cross. */
  async update(key: string, value: unknown): Promise<void> {
    const file = this.#fileOf(key);
    if (value === undefined) rmSync(file, { force: true });
    else {
      mkdirSync(this.#folder, { recursive: true });
      const written = `${file}.${randomUUID()}`;
      writeFileSync(written, JSON.stringify({ key, value }), { mode: 0o600 });
      replace(written, file);
    }
    if (this.#earlier.keys().includes(key)) await this.#earlier.update(key, undefined);
  }

  #fileOf(key: string): string {
    // A key may be longer than the name of a file, and hold what no name may.
    const name = createHash('sha256').update(key).digest('hex').slice(0, 40);
    return path.join(this.#folder, name + SUFFIX);
  }

  #read(file: string): { readonly key: string; readonly value: unknown } | undefined {
    try {
      const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
      if (typeof kept !== 'object' || kept === null || !('key' in kept) || !('value' in kept)) {
        return undefined;
      }
      const { key, value } = kept;
      return typeof key === 'string' ? { key, value } : undefined;
    } catch {
      // Another window has just removed it, or it was never written by this extension.
      return undefined;
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  } catch {
    return [];
  }
}

function replace(written: string, file: string): void {
  for (let tries = 1; ; tries++) {
    try {
      renameSync(written, file);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (!IN_USE.has(code) || tries === MAX_TRIES) {
        rmSync(written, { force: true });
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}
