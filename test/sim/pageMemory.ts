/** How many buffers are kept at most: as many pages are on their way at the same time. */
const KEPT = 8;

/**
 * Memory for pages of lists, used again once a page was sent: for each page of a large list new megabytes would
 * cost more than what is written into them.
 */
export class PageMemory {
  readonly #free: Buffer[] = [];

  /** At least `size` bytes, with anything in them. */
  take(size: number): Buffer {
    const index = this.#free.findIndex((buffer) => buffer.length >= size);
    return this.#free.splice(index, index < 0 ? 0 : 1)[0] ?? Buffer.allocUnsafe(size);
  }

  /** Takes memory back that nobody looks at any more. */
  give(buffer: Buffer): void {
    this.#free.unshift(buffer);
    this.#free.length = Math.min(this.#free.length, KEPT);
  }
}
