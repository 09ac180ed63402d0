import { type Disposable, toDisposable } from '../../base/disposable.ts';

/**
 * Something that is read while at least one looks, and a little longer: looking away and back costs
 * nothing.
 */
export class SharedReading implements Disposable {
  readonly #start: () => Disposable;
  readonly #lingerMs: number;
  #lookers = 0;
  #running: Disposable | undefined;
  #linger: ReturnType<typeof setTimeout> | undefined;

  constructor(start: () => Disposable, lingerMs: number) {
    this.#start = start;
    this.#lingerMs = lingerMs;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Keeps it running until the returned disposable is disposed. */
  look(): Disposable {
    this.#lookers++;
    clearTimeout(this.#linger);
    this.#running ??= this.#start();
    return toDisposable(() => {
      this.#lookers--;
      if (this.#lookers > 0 || !this.#running) return;
      this.#linger = setTimeout(() => this.#stop(), this.#lingerMs);
    });
  }

  /** Starts over, if it runs. */
  restart(): void {
    if (!this.#running) return;
    this.#stop();
    this.#running = this.#start();
  }

  dispose(): void {
    clearTimeout(this.#linger);
    this.#stop();
  }

  #stop(): void {
    this.#running?.dispose();
    this.#running = undefined;
  }
}
