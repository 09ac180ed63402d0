/** Where something is remembered for the workspace, as JSON; VS Code's `Memento` is one. */
export interface Memory {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): Thenable<void>;
}

interface Thenable<T> {
  then(done: (value: T) => unknown): unknown;
}
