/**
 * Tells when the tokens of a list's pages go in a circle, however long: one of them is kept, each
 * time a later one, after twice as many pages (Brent, 1980).
 */
export class TokenCircle {
  #kept: string | undefined;
  #left = 1;
  #pages = 1;

  /** Whether a token came before. A circle is found after three rounds of it at most. */
  closes(token: string): boolean {
    if (token === this.#kept) return true;
    if (--this.#left === 0) {
      this.#kept = token;
      this.#pages *= 2;
      this.#left = this.#pages;
    }
    return false;
  }
}
