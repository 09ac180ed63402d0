/** Where something is remembered, as JSON; VS Code's `Memento` is one. */
export interface Memory {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): Thenable<void>;
}

/** Memory that tells what it keeps, so that each thing can have a key of its own. */
export interface KeyedMemory extends Memory {
  keys(): readonly string[];
}

interface Thenable<T> {
  then(done: (value: T) => unknown): unknown;
}
