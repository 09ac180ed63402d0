import type { ReadBy } from '../../model/isolation/checkResult.ts';
import type { CheckTarget } from '../selection/checkTarget.ts';
import type { KernelReading } from '../reading/reading.ts';

/** A way to read the kernel of a pod. */
export interface KernelReader {
  readonly by: ReadBy;
  /** How long it may take, in milliseconds, where an image is pulled first. */
  readonly leastMs?: number;
  /**
   * Reads until a deadline, in milliseconds since the epoch. Throws a `UserError` where nothing
   * could be read for one reason.
   */
  read(target: CheckTarget, deadline: number, signal: AbortSignal): Promise<KernelRead>;
}

/** What was read, and what kept the rest from being read, one clause each. */
export interface KernelRead {
  readonly readings: readonly KernelReading[];
  readonly obstacles: readonly string[];
}

/** How long a container may take whose image is pulled first. */
export const PULLED_IMAGE_MS = 60_000;
