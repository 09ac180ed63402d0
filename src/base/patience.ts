const REMEMBERED = 32;

/** How much longer than usual something takes that hangs. */
const TIMES = 5;

/** The shortest patience, in milliseconds. */
const LEAST_MS = 500;

/**
 * How long to wait for one of many things alike before others are begun beside it. Where all are
 * slow none hangs: the time follows the quicker quarter of those that have ended.
 */
export class Patience {
  /** How many may be waited for beside others. */
  readonly most: number;
  readonly #ends: number[] = [];

  constructor(most: number) {
    this.most = most;
  }

  /** In milliseconds; without end until it is known how long one takes. */
  get ms(): number {
    const quick = this.#ends.toSorted((a, b) => a - b)[Math.floor(this.#ends.length / 4)];
    return quick === undefined ? Infinity : Math.max(LEAST_MS, TIMES * quick);
  }

  /** One has ended after so many milliseconds. */
  ended(ms: number): void {
    this.#ends.push(ms);
    if (this.#ends.length > REMEMBERED) this.#ends.shift();
  }
}
