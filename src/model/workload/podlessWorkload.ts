import { claimOf, claimsSandbox } from '../isolation/claim.ts';
import type { Isolation } from '../isolation/isolation.ts';
import { handlersByClass } from '../pod/claimOfPod.ts';
import type { RuntimeClass } from '../runtimeClass/runtimeClass.ts';
import type { LackingWorkload } from './lackingWorkload.ts';

/** A workload whose pods nobody makes, and why. */
export interface PodlessWorkload {
  readonly workload: LackingWorkload;
  readonly claim: Isolation;
  /** A clause without its full stop; what it names comes from the cluster. */
  readonly why: string;
}

/** Workloads without their pods by namespace, and how many there are. */
export interface PodlessIndex {
  readonly byNamespace: ReadonlyMap<string, readonly PodlessWorkload[]>;
  readonly count: number;
}

/**
 * Picks the workloads whose pods are missing because of a sandbox: their RuntimeClass does not
 * exist, or it is a sandbox and their controller does not get on. `classes` is absent while they
 * are not known.
 */
export function indexPodless(
  workloads: readonly LackingWorkload[],
  classes: readonly RuntimeClass[] | undefined,
): PodlessIndex {
  const handlers = handlersByClass(classes ?? []);
  const podless = workloads.flatMap((workload): readonly PodlessWorkload[] => {
    const handler = handlers.get(workload.runtimeClass);
    const claim = claimOf(workload.runtimeClass, handler);
    const isGone = classes !== undefined && handler === undefined;
    if (!isGone && !(workload.stalled && claimsSandbox(claim))) return [];
    return [{ workload, claim, why: whyPodless(workload, isGone, handler !== undefined) }];
  });
  return {
    byNamespace: Map.groupBy(podless, ({ workload }) => workload.namespace),
    count: podless.length,
  };
}

/** In the words of the admission plugin (kubernetes plugin/pkg/admission/runtimeclass, 1.36). */
const CLASS_NOT_FOUND = /RuntimeClass "[^"]*" not found/;

/**
 * A controller tries again at most 1,000 seconds later (client-go, util/workqueue
 * default_rate_limiters.go, 0.36).
 */
const NEXT_TRY = 'it is tried again within 17 minutes';

function whyPodless(
  { runtimeClass, failure }: LackingWorkload,
  isGone: boolean,
  isThere: boolean,
): string {
  if (isGone) return `RuntimeClass ${runtimeClass} not found`;
  if (failure === undefined) return 'its events tell why';
  if (!CLASS_NOT_FOUND.test(failure)) return failure;
  return isThere
    ? `RuntimeClass ${runtimeClass} was not there: ${NEXT_TRY}`
    : `RuntimeClass ${runtimeClass} not found`;
}

/** How many of its pods a workload has, e.g. `0 of 2 pods`, `1 of 3 updated pods`. */
export function podCountText({ made, wanted, outdated }: LackingWorkload): string {
  const pods = outdated === undefined ? 'pod' : 'updated pod';
  return `${made} of ${wanted} ${pods}${wanted === 1 ? '' : 's'}`;
}
