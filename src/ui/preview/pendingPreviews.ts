import type { PREVIEW_KEYS } from '../ids.ts';

/** What the button of a preview does. */
export type PreviewAction = keyof typeof PREVIEW_KEYS;

interface Pending {
  readonly target: string;
  readonly action: PreviewAction;
  readonly answer: (yes: boolean) => void;
}

/** The questions that stand, each at the address of its document. */
export class PendingPreviews {
  readonly #pending = new Map<string, Pending>();

  /** Resolves with the answer. */
  add(address: string, target: string, action: PreviewAction): Promise<boolean> {
    return new Promise((resolve) => {
      this.#pending.set(address, { target, action, answer: resolve });
    });
  }

  /** Where the same thing is asked about; `undefined` where it is not. */
  addressOf(target: string): string | undefined {
    return [...this.#pending].find(([, pending]) => pending.target === target)?.[0];
  }

  /** Whether something is asked at an address. */
  has(address: string): boolean {
    return this.#pending.has(address);
  }

  /** The addresses at which something is asked. */
  addresses(action: PreviewAction): readonly string[] {
    const all = [...this.#pending].filter(([, pending]) => pending.action === action);
    return all.map(([address]) => address);
  }

  /**
   * Answers what is asked at an address: yes for its own action alone. False where nothing is
   * asked.
   */
  answer(address: string, yes: PreviewAction | undefined): boolean {
    const pending = this.#pending.get(address);
    if (!pending || (yes !== undefined && yes !== pending.action)) return false;
    this.#pending.delete(address);
    pending.answer(yes !== undefined);
    return true;
  }

  /** Answers with no what is asked at any other address. */
  keepOnly(isOpen: (address: string) => boolean): void {
    for (const address of this.#pending.keys()) {
      if (!isOpen(address)) this.answer(address, undefined);
    }
  }

  discardAll(): void {
    this.keepOnly(() => false);
  }
}
