import type { Clock } from '../../../src/base/clock.ts';

/**
 * A clock that is turned by those who wait: at once it is as late as they want. `beside` is the
 * wait of what goes along with the others and turns nothing.
 */
export function turnedClock(beside?: number): Clock & { readonly waits: number[] } {
  let now = Date.now();
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    wait: async (ms, signal) => {
      signal.throwIfAborted();
      const turns = ms !== beside;
      if (turns) waits.push(ms);
      if (turns) now += ms;
      // Azure's own time goes on meanwhile.
      await new Promise((resolve) => setTimeout(resolve, 10));
      signal.throwIfAborted();
    },
  };
}
