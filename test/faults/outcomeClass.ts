import type { Outcome } from './tryFault.ts';

/** An upper bound, and what is said of what is below it. */
type Bound = readonly [below: number, text: string];

const TIMES: readonly Bound[] = [
  [5, 'at once'],
  [10, '< 10 s'],
  [60, '< 60 s'],
  [150, '< 150 s'],
  [Infinity, 'no end'],
];

const MEMORY: readonly Bound[] = [
  [128, '< 128 MB'],
  [256, '< 256 MB'],
  [512, '< 512 MB'],
  [Infinity, 'more'],
];

/** How much above its bound something may be that was below it before: no machine is always as fast. */
const LEEWAY = 1.5;
/** What is so much below a bound is no longer near it. */
const CLEARLY = 0.6;

/** What stands in a document of a fault. */
export interface Told {
  readonly exit: string;
  readonly time: string;
  readonly memory: string;
  readonly said: string;
}

/** An outcome as it is told; a class that was told before stays while the outcome is not clearly of another. */
export function toldOf(outcome: Outcome, before?: Told): Told {
  const { exit, seconds, megabytes, said } = outcome;
  return {
    exit: exit === null ? 'none' : String(exit),
    time: exit === null ? 'no end' : classOf(TIMES, seconds, before?.time),
    memory: classOf(MEMORY, megabytes, before?.memory),
    said,
  };
}

function classOf(bounds: readonly Bound[], value: number, before: string | undefined): string {
  const earlier = bounds.findIndex(([, text]) => text === before);
  const [most = 0, text = ''] = bounds[earlier] ?? [];
  const [least = 0] = bounds[earlier - 1] ?? [];
  if (earlier >= 0 && value < most * LEEWAY && value >= least * CLEARLY) return text;
  return bounds.find(([below]) => value < below)?.[1] ?? '';
}
