import { count, numberText } from '../../base/text/count.ts';
import { claimsSandbox } from '../isolation/claim.ts';
import type { Isolation } from '../isolation/isolation.ts';
import { hasEnded } from './pod.ts';

/** What is counted of a pod; `phase` is absent where it was not read. */
export interface TalliedPod {
  readonly claim: Isolation;
  readonly runtimeClass?: string | undefined;
  readonly phase?: string;
}

/**
 * Pods by what they claim: what tree, kernel check and coverage count alike. `sandboxed` is what
 * the tree lists; a check takes those with any class, and the shares of coverage are of pods that
 * live.
 */
export interface SandboxTally {
  /** Claim a sandbox by their RuntimeClass. */
  readonly sandboxed: number;
  /** Those of them that have run to their end. */
  readonly ended: number;
  /** Name a RuntimeClass that is no sandbox. */
  readonly otherClass: number;
  /** Name one of which it is not known what it is. */
  readonly unknownClass: number;
  readonly withoutClass: number;
}

export function sandboxTally(pods: Iterable<TalliedPod>): SandboxTally {
  const tally = { sandboxed: 0, ended: 0, otherClass: 0, unknownClass: 0, withoutClass: 0 };
  for (const { claim, runtimeClass, phase } of pods) {
    if (claimsSandbox(claim)) {
      tally.sandboxed++;
      if (phase !== undefined && hasEnded({ phase })) tally.ended++;
    } else if (runtimeClass === undefined) tally.withoutClass++;
    else if (claim === 'unknown') tally.unknownClass++;
    else tally.otherClass++;
  }
  return tally;
}

/** E.g. `18 sandboxed pods (1 has ended), 1 with a RuntimeClass that is no sandbox`. */
export function tallyText(tally: SandboxTally): string {
  const { sandboxed, ended, otherClass, unknownClass, withoutClass } = tally;
  const over = ended > 0 ? ` (${count(ended, 'has', 'have')} ended)` : '';
  return [
    `${count(sandboxed, 'sandboxed pod')}${over}`,
    ...(otherClass > 0 ? [`${numberText(otherClass)} with a RuntimeClass that is no sandbox`] : []),
    ...(unknownClass > 0
      ? [`${numberText(unknownClass)} with a RuntimeClass that is not known`]
      : []),
    ...(withoutClass > 0 ? [`${numberText(withoutClass)} without a RuntimeClass`] : []),
  ].join(', ');
}
