import type { Entry } from './entry.ts';

export type StoreEventType = 'ADDED' | 'MODIFIED' | 'DELETED';

export interface StoreEvent {
  readonly type: StoreEventType;
  readonly revision: number;
  /** The state after the write; of a deletion, the last state with the deletion's revision. */
  readonly entry: Entry;
  readonly previous: Entry | undefined;
}

export type StoreListener = (event: StoreEvent) => void;

/** The objects of one resource in the order of their keys, and the last writes to them. */
export class Table {
  readonly #keys: string[] = [];
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<StoreListener>();
  readonly #historyLimit: number;
  #history: StoreEvent[] = [];
  /** Writes up to this revision are forgotten. */
  #forgottenUpTo: number;

  constructor(revision: number, historyLimit: number) {
    this.#forgottenUpTo = revision;
    this.#historyLimit = historyLimit;
  }

  get size(): number {
    return this.#keys.length;
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  /** Adds without an event: for content that is there before anybody looks. */
  load(entries: Iterable<Entry>): void {
    for (const entry of entries) {
      if (!this.#entries.has(entry.key)) this.#keys.push(entry.key);
      this.#entries.set(entry.key, entry);
    }
    this.#keys.sort(compareKeys);
  }

  put(entry: Entry): StoreEvent {
    const previous = this.#entries.get(entry.key);
    if (previous === undefined) this.#keys.splice(this.#indexOf(entry.key), 0, entry.key);
    this.#entries.set(entry.key, entry);
    const type = previous === undefined ? 'ADDED' : 'MODIFIED';
    return this.#record({ type, revision: entry.revision, entry, previous });
  }

  remove(last: Entry): StoreEvent {
    const previous = this.#entries.get(last.key);
    if (this.#entries.delete(last.key)) this.#keys.splice(this.#indexOf(last.key), 1);
    return this.#record({ type: 'DELETED', revision: last.revision, entry: last, previous });
  }

  subscribe(listener: StoreListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The writes after a revision, or `undefined` when some of them are forgotten. */
  since(revision: number): readonly StoreEvent[] | undefined {
    if (revision < this.#forgottenUpTo) return undefined;
    let start = this.#history.length;
    while (start > 0 && (this.#history[start - 1]?.revision ?? 0) > revision) start--;
    return this.#history.slice(start);
  }

  /** Forgets all writes so far, as a compaction does. */
  forget(revision: number): void {
    this.#history = [];
    this.#forgottenUpTo = revision;
  }

  /** How many keys with the prefix come after a key. */
  countAfter(prefix: string, after: string): number {
    const end = this.#indexOf(`${prefix}\u{10ffff}`);
    return Math.max(0, end - this.#indexAfter(after));
  }

  /**
   * The entries with a prefix, in order, after a key, as they were at a revision. The caller
   * has made sure that the writes since then are known.
   */
  *scan(prefix: string, after: string, revision: number): Generator<Entry> {
    const then = this.#changedSince(revision);
    const gone = [...then]
      .filter(([key, entry]) => entry !== undefined && !this.#entries.has(key))
      .map(([key]) => key)
      .filter((key) => key.startsWith(prefix) && key > after)
      .toSorted(compareKeys);
    const start = after === '' ? this.#indexOf(prefix) : this.#indexAfter(after);
    for (let i = start; i < this.#keys.length; i++) {
      const key = this.#keys[i] ?? '';
      if (!key.startsWith(prefix)) break;
      while (gone[0] !== undefined && gone[0] < key) yield* defined(then.get(gone.shift() ?? ''));
      yield* defined(then.has(key) ? then.get(key) : this.#entries.get(key));
    }
    for (const key of gone) yield* defined(then.get(key));
  }

  #changedSince(revision: number): Map<string, Entry | undefined> {
    const then = new Map<string, Entry | undefined>();
    for (const event of this.since(revision) ?? []) {
      if (!then.has(event.entry.key)) then.set(event.entry.key, event.previous);
    }
    return then;
  }

  #record(event: StoreEvent): StoreEvent {
    this.#history.push(event);
    if (this.#history.length > this.#historyLimit * 2) {
      const dropped = this.#history.length - this.#historyLimit;
      this.#forgottenUpTo = this.#history[dropped - 1]?.revision ?? this.#forgottenUpTo;
      this.#history = this.#history.slice(dropped);
    }
    for (const listener of this.#listeners) listener(event);
    return event;
  }

  /** The first index whose key is not below the given one. */
  #indexOf(key: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #indexAfter(key: string): number {
    const index = this.#indexOf(key);
    return this.#keys[index] === key ? index + 1 : index;
  }
}

function* defined(entry: Entry | undefined): Generator<Entry> {
  if (entry !== undefined) yield entry;
}

function compareKeys(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
