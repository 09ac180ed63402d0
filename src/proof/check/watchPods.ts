import { abortError } from '../../base/abort.ts';
import { describeError } from '../../base/log.ts';
import { type Problem, problemOf, UserError } from '../../base/problem.ts';
import { WatchedList } from '../../kube/list/watchedList.ts';
import { unverifiedLimits } from '../../model/cluster/unverified.ts';
import { podsPath } from '../../kube/resources/podRequests.ts';
import { PODS } from '../../kube/resources/podResource.ts';
import type { CheckReport } from '../report/checkReport.ts';
import { type CheckOptions, checkTargets, CLAIMS_BY_NAME } from './check.ts';
import type { CheckTarget } from '../selection/checkTarget.ts';
import type { PodScope } from '../selection/podScope.ts';
import { withSandboxes } from '../selection/readSandboxes.ts';
import { checkedPods } from '../selection/checkedPods.ts';
import { readHandlers } from '../selection/readHandlers.ts';
import { isWanted } from '../selection/selectPods.ts';

/** What of a cluster can be watched. */
export type WatchedScope = Extract<PodScope, { kind: 'cluster' | 'namespace' }>;

export interface WatchPodsOptions extends Omit<CheckOptions, 'scope' | 'onProgress'> {
  readonly scopes: readonly WatchedScope[];
  /** Told the results of the pods that came or were started again since the last call. */
  readonly onReport: (report: CheckReport) => void;
  /** Told once of each thing that leaves something open, as a sentence without its full stop. */
  readonly onLimit: (limit: string) => void;
  /** Told why pods cannot be followed at the moment; it is tried again. */
  readonly onProblem: (problem: Problem) => void;
}

/**
 * Checks each pod once when its containers run, and once more when one of them was started again.
 * Goes on until it is cancelled; rejects then, and where pods cannot be followed in any of the
 * scopes.
 */
export async function watchPods(given: WatchPodsOptions): Promise<never> {
  const options = { ...given, onLimit: toldOnce(given.onLimit) };
  const { connection, scopes, includeUnsandboxed, signal, log } = options;
  const waiting: CheckTarget[] = [];
  for (const limit of unverifiedLimits(connection.cluster)) options.onLimit(limit);
  let handlers = await readClasses(options);
  let wake = newWake();
  const lost = new Set<WatchedScope>();
  const following = scopes.map((scope) => {
    const path = scope.kind === 'cluster' ? PODS.path : podsPath(scope.namespace);
    const pods = new WatchedList(() => connection, checkedPods(path, scope), log);
    let asked: ReadonlySet<string> = new Set();
    return pods.start((next) => {
      if (next.state === 'ready') {
        lost.delete(scope);
        const running = next.value.filter(isToCheck(includeUnsandboxed));
        waiting.push(...running.filter((target) => !asked.has(keyOf(target))));
        // Those that are gone are forgotten.
        asked = new Set(running.map(keyOf));
        if (waiting.length > 0) wake.resolve();
      }
      if (next.state !== 'failed') return;
      if (!next.problem.retryable) lost.add(scope);
      if (lost.size === scopes.length) wake.reject(new UserError(next.problem));
      else options.onProblem(next.problem);
    });
  });
  const cancelled = (): void => wake.reject(abortError());
  signal.addEventListener('abort', cancelled, { once: true });
  try {
    for (;;) {
      await wake.promise;
      signal.throwIfAborted();
      wake = newWake();
      const batch = waiting.splice(0);
      const isNew = ({ pod }: CheckTarget) =>
        pod.runtimeClass !== undefined && handlers?.has(pod.runtimeClass) !== true;
      if (batch.some(isNew)) handlers = await readClasses(options);
      const targets = (await joined(options, batch)).filter(isWanted(includeUnsandboxed));
      if (targets.length === 0) continue;
      options.onReport(
        await checkTargets(targets, handlers, { ...options, scope: { kind: 'several', scopes } }),
      );
      signal.throwIfAborted();
    }
  } finally {
    signal.removeEventListener('abort', cancelled);
    for (const one of following) one.dispose();
  }
}

/** Pods with their Sandboxes, or without where these cannot be read. */
async function joined(
  { connection, signal, log, onLimit }: WatchPodsOptions,
  batch: readonly CheckTarget[],
): Promise<readonly CheckTarget[]> {
  try {
    const { targets, unchecked, limits } = await withSandboxes(connection, batch, signal);
    for (const what of [...limits, ...unchecked.map(({ why }) => why)]) onLimit(what);
    return targets;
  } catch (error) {
    signal.throwIfAborted();
    log.warn(describeError(error));
    return batch;
  }
}

function toldOnce(tell: (text: string) => void): (text: string) => void {
  const told = new Set<string>();
  return (text) => {
    if (told.has(text)) return;
    told.add(text);
    tell(text);
  };
}

/** Whoever fails before it is waited for again is heard then. */
function newWake(): PromiseWithResolvers<void> {
  const wake = Promise.withResolvers<void>();
  wake.promise.catch(() => undefined);
  return wake;
}

/** Of the pod of a Sandbox it follows from the template. */
function isToCheck(includeUnsandboxed: boolean): (target: CheckTarget) => boolean {
  return ({ pod, running }) =>
    running.length > 0 &&
    (includeUnsandboxed || pod.runtimeClass !== undefined || pod.sandboxUid !== undefined);
}

/** A container that was started again may be in another sandbox. */
function keyOf({ pod, restarts = 0 }: CheckTarget): string {
  return `${pod.uid} ${restarts}`;
}

/** Without the right to read classes, claims follow from their names. */
async function readClasses({
  connection,
  signal,
  log,
  onLimit,
}: Pick<WatchPodsOptions, 'connection' | 'signal' | 'log' | 'onLimit'>) {
  return readHandlers(connection, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    log.warn(describeError(error));
    onLimit(`${problemOf(error).what}: ${CLAIMS_BY_NAME}`);
    return undefined;
  });
}
