import { continueToken } from './page.ts';

/** As many pages are on their way while one is worked through. */
const MAX_AHEAD = 2;

/**
 * Asks for a page, the first one without a token; `onHead` gets the beginning of the answer before
 * its rest.
 */
export type AskPage = (
  token: string | undefined,
  onHead: (head: Buffer) => void,
) => Promise<Buffer>;

interface Asked {
  readonly token: string | undefined;
  readonly page: Promise<Buffer>;
}

/**
 * The pages of a list, some of them asked for ahead: the beginning of a page tells how to ask for
 * the next, so that the server makes it while this one is still on its way.
 */
export class PagesAhead {
  readonly #ask: AskPage;
  #asked: Asked[] = [];
  /** The token of the page after those asked for, as far as it is known. */
  #known: string | undefined;
  /** The token that was asked with last. */
  #last: string | undefined;

  constructor(ask: AskPage) {
    this.#ask = ask;
    this.#push(undefined);
  }

  /**
   * The next page; `undefined` when there is none. Before the one after it, `follow` has to be
   * called.
   */
  async take(): Promise<Buffer | undefined> {
    const page = this.#asked.shift()?.page;
    this.#fill();
    return page;
  }

  /**
   * Says how the page that was taken last names the next one, which may not be what its beginning
   * told.
   */
  follow(token: string | undefined): void {
    if (this.#asked[0] ? this.#asked[0].token === token : token === undefined) return;
    this.#asked = [];
    this.#known = token;
    this.#fill();
  }

  #fill(): void {
    if (this.#known === undefined || this.#asked.length >= MAX_AHEAD) return;
    this.#push(this.#known);
  }

  #push(token: string | undefined): void {
    this.#known = undefined;
    this.#last = token;
    const page = this.#ask(token, (head) => {
      if (this.#last !== token) return;
      this.#known = continueToken(head);
      this.#fill();
    });
    // It may fail while a page before it is worked through; that is seen when its turn comes.
    page.catch(() => undefined);
    this.#asked.push({ token, page });
  }
}
