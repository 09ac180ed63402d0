/** Timers that end together, so that a stopped cluster does nothing any more. */
export class Timers implements Disposable {
  readonly #running = new Set<NodeJS.Timeout>();
  #stopped = false;

  /** Runs once after a time; the returned function cancels it. */
  after(ms: number, run: () => void): () => void {
    if (this.#stopped) return () => {};
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      run();
    }, ms);
    return this.#own(timer, clearTimeout);
  }

  /** Runs at an interval until cancelled. */
  every(ms: number, run: () => void): () => void {
    if (this.#stopped) return () => {};
    return this.#own(setInterval(run, ms), clearInterval);
  }

  [Symbol.dispose](): void {
    this.#stopped = true;
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
  }

  #own(timer: NodeJS.Timeout, clear: (timer: NodeJS.Timeout) => void): () => void {
    this.#running.add(timer);
    return () => {
      clear(timer);
      this.#running.delete(timer);
    };
  }
}
