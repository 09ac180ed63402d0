/** How many of the requests that a fault is about are spared first, and how many it hits. */
export interface Limits {
  readonly skip?: number;
  /** Otherwise it stays. */
  readonly times?: number;
}

/** Faults in force, each with what it has seen. */
export class ArmedFaults<F extends Limits> {
  #armed: { readonly fault: F; seen: number }[] = [];

  /** Adds a fault; the returned function takes it away. */
  add(fault: F): () => void {
    const armed = { fault, seen: 0 };
    this.#armed.push(armed);
    return () => {
      this.#armed = this.#armed.filter((other) => other !== armed);
    };
  }

  clear(): void {
    this.#armed = [];
  }

  /** Those that are not used up. */
  list(): readonly F[] {
    return this.#armed.filter(isLeft).map(({ fault }) => fault);
  }

  /** The faults that hit a request, in their order; one that was not asked for has not seen it. */
  *hitting(isAbout: (fault: F) => boolean): Generator<F, void> {
    for (const armed of this.#armed) {
      if (!isLeft(armed) || !isAbout(armed.fault)) continue;
      armed.seen++;
      if (armed.seen > (armed.fault.skip ?? 0)) yield armed.fault;
    }
  }
}

function isLeft({ fault, seen }: { readonly fault: Limits; readonly seen: number }): boolean {
  return fault.times === undefined || seen < (fault.skip ?? 0) + fault.times;
}
