import { commands } from 'vscode';

/** A key of `when` clauses: told to the editor only when it changes. */
export class ContextKey<T extends string | boolean> {
  readonly #key: string;
  #value: T | undefined;

  constructor(key: string) {
    this.#key = key;
  }

  set(value: T): void {
    if (value === this.#value) return;
    this.#value = value;
    void commands.executeCommand('setContext', this.#key, value);
  }
}
