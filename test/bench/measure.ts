import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

/** What a piece of work cost the process that did it. */
export interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Heap that is kept after it, in megabytes. */
  readonly heapMB: number;
  /** The longest time that the event loop was blocked, in milliseconds. */
  readonly longestBlockMs: number;
}

/** Does the work and measures it. What it returns is kept until the heap was measured. */
export async function measure<T>(
  work: () => Promise<T>,
): Promise<{ readonly cost: Cost; readonly result: T }> {
  const heapBefore = heapMB();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await wait(20);
  delay.disable();
  return {
    result,
    cost: {
      seconds,
      cpuSeconds: (user + system) / 1e6,
      heapMB: heapMB() - heapBefore,
      longestBlockMs: delay.max / 1e6,
    },
  };
}

/** The heap in use after garbage was collected; needs `--expose-gc`. */
export function heapMB(): number {
  for (let round = 0; round < 3; round++) globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

/** The middle one of some values, the upper of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
