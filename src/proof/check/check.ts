import { describeError, type Log } from '../../base/log.ts';
import { Patience } from '../../base/patience.ts';
import { mapConcurrent } from '../../base/mapConcurrent.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { prepareExec } from '../../kube/exec/exec.ts';
import { unverifiedLimits, unverifiedText } from '../../model/cluster/unverified.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { isContradiction } from '../../model/isolation/contradictions.ts';
import { byImage } from './byImage.ts';
import { resultWithoutPod } from './checkedSandbox.ts';
import { checkPod } from './checkPod.ts';
import type { CheckTarget } from '../selection/checkTarget.ts';
import type { KernelReader } from './kernelReader.ts';
import { NodeReader } from '../reading/nodeReader.ts';
import type { CheckReport } from '../report/checkReport.ts';
import { type PodScope, scopeText } from '../selection/podScope.ts';
import { isOfShard, type Shard } from '../report/shard.ts';
import { readHandlers } from '../selection/readHandlers.ts';
import { selectPods } from '../selection/selectPods.ts';
import { type Shortfall, shortfallBy, shortfallOf } from '../selection/uncheckedBy.ts';

export const DEFAULT_CONCURRENCY = 16;
export const DEFAULT_TIMEOUT_MS = 10_000;

/** What follows where RuntimeClasses cannot be read. */
export const CLAIMS_BY_NAME = 'what pods claim follows from the names of their classes alone';

/** How many pods that hang may be waited for beside each that is read. */
const ASIDE = 8;

export interface CheckOptions {
  readonly connection: Connection;
  readonly scope: PodScope;
  /** Take pods without a RuntimeClass too. */
  readonly includeUnsandboxed: boolean;
  readonly concurrency: number;
  /** Per pod, in milliseconds. */
  readonly timeoutMs: number;
  /** Tried in order until one reads kernel files; by exec alone if absent. */
  readonly readers?: readonly KernelReader[];
  /** Whether what the image's own programs read leaves the verdict open. */
  readonly trustOwn?: boolean;
  /** Which part of the pods to check; all if absent. */
  readonly shard?: Shard | undefined;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Told how many pods there are, then each result as it comes. */
  readonly onProgress?: (done: number, total: number, result?: CheckResult) => void;
}

/** Checks the kernel of every pod of a scope. Throws when the pods cannot be listed. */
export async function checkPods(options: CheckOptions): Promise<CheckReport> {
  const { connection, scope, includeUnsandboxed, signal } = options;
  const [selection, classes] = await Promise.all([
    selectPods(connection, scope, includeUnsandboxed, signal),
    readClasses(options),
    prepareExec(connection, signal),
  ]);
  const { handlers } = classes;
  const { shard } = options;
  const isOfPart = ({ uid }: { readonly uid: string }): boolean => !shard || isOfShard(uid, shard);
  const targets = selection.targets.filter(({ pod }) => isOfPart(pod));
  const report = await checkTargets(targets, handlers, options);
  const { unchecked, limits } = shortfallOf([
    { unchecked: [], limits: report.limits ?? [] },
    selection,
    classes,
  ]);
  const podless = (selection.podless ?? []).filter(isOfPart);
  const pods = [...report.pods, ...podless.map((one) => resultWithoutPod(one, handlers))];
  return { ...report, pods, shard, limits, unchecked };
}

/** What classes there are; where they cannot be read, claims follow from their names. */
interface Classes extends Shortfall {
  readonly handlers: ReadonlyMap<string, string> | undefined;
}

async function readClasses({ connection, signal, log }: CheckOptions): Promise<Classes> {
  try {
    return { handlers: await readHandlers(connection, signal), unchecked: [], limits: [] };
  } catch (error) {
    const shortfall = shortfallBy(error, 'RuntimeClasses', CLAIMS_BY_NAME);
    log.warn(describeError(error));
    return { handlers: undefined, ...shortfall };
  }
}

/** Checks pods that were selected before. Throws only when cancelled. */
export async function checkTargets(
  targets: readonly CheckTarget[],
  handlers: ReadonlyMap<string, string> | undefined,
  options: CheckOptions,
): Promise<CheckReport> {
  const { connection, timeoutMs, trustOwn = false, signal, log, onProgress } = options;
  const readers = options.readers ?? [byImage(connection)];
  const nodes = new NodeReader(connection, timeoutMs, log);
  let done = 0;
  onProgress?.(0, targets.length);
  const pods = await mapConcurrent(
    targets,
    options.concurrency,
    signal,
    async (target) => {
      const check = { nodes, handlers, timeoutMs, readers, trustOwn, signal };
      const result = await checkPod(target, check);
      const believed = trustOwn ? withoutUnverified(result, connection) : result;
      onProgress?.(++done, targets.length, believed);
      return believed;
    },
    new Patience(ASIDE * options.concurrency),
  );
  return reportOf(options, pods);
}

/** What was checked until now, as a report. */
export function reportOf(
  { connection, scope }: Pick<CheckOptions, 'connection' | 'scope'>,
  pods: readonly CheckResult[],
): CheckReport {
  return {
    cluster: connection.cluster.name,
    scope: scopeText(scope),
    checkedAt: new Date().toISOString(),
    pods,
    limits: unverifiedLimits(connection.cluster),
  };
}

/**
 * Where nothing but our own reading counts, an answer that anybody may have given counts for
 * nothing; a contradiction stays one.
 */
function withoutUnverified(result: CheckResult, { cluster }: Connection): CheckResult {
  if (cluster.unverified === undefined || isContradiction(result)) return result;
  return { ...result, verdict: 'indeterminate', reason: unverifiedText(cluster) };
}
