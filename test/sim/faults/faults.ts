import type { RequestInfo } from '../api/requestInfo.ts';
import { faultHits, type Fault, type FaultAction } from './fault.ts';

interface Armed {
  readonly fault: Fault;
  seen: number;
}

/** The faults in force. */
export class Faults {
  #armed: Armed[] = [];

  constructor(faults: readonly Fault[] = []) {
    for (const fault of faults) this.add(fault);
  }

  /** Adds a fault; the returned function takes it away. */
  add(fault: Fault): () => void {
    const armed = { fault, seen: 0 };
    this.#armed.push(armed);
    return () => {
      this.#armed = this.#armed.filter((other) => other !== armed);
    };
  }

  clear(): void {
    this.#armed = [];
  }

  list(): readonly Fault[] {
    return this.#armed.map(({ fault }) => fault);
  }

  /** The actions that hit a request; a fault with a limit is over once it is used up. */
  take(info: RequestInfo, user: string): readonly FaultAction[] {
    const actions: FaultAction[] = [];
    for (const armed of this.#armed) {
      if (!faultHits(armed.fault, info, user)) continue;
      armed.seen++;
      if (armed.seen > (armed.fault.skip ?? 0)) actions.push(armed.fault.action);
    }
    this.#armed = this.#armed.filter(({ fault, seen }) => seen < end(fault));
    return actions;
  }
}

function end(fault: Fault): number {
  return fault.times === undefined ? Infinity : (fault.skip ?? 0) + fault.times;
}
