import type { Disposable } from './disposable.ts';

/** The share of time that the work may take; the wait after a run grows with what the run cost. */
const SHARE = 0.1;

/**
 * Runs `work` after something changed: at most once per `intervalMs`, and less often when a run is
 * slow, so that its cost stays below a tenth of the time. What is asked for during the wait runs
 * once.
 */
export class Throttle implements Disposable {
  readonly #work: () => void;
  readonly #intervalMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #notBefore = 0;
  #disposed = false;

  constructor(intervalMs: number, work: () => void) {
    this.#intervalMs = intervalMs;
    this.#work = work;
  }

  request(): void {
    if (this.#disposed || this.#timer) return;
    this.#timer = setTimeout(() => this.#run(), Math.max(0, this.#notBefore - performance.now()));
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #run(): void {
    this.#timer = undefined;
    const began = performance.now();
    try {
      this.#work();
    } finally {
      const ended = performance.now();
      this.#notBefore = ended + Math.max(this.#intervalMs, (ended - began) / SHARE);
    }
  }
}
