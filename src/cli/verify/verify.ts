import { isAbort, neverAborted } from '../../base/abort.ts';
import { count, numberText } from '../../base/text/count.ts';
import { type Log, nullLog } from '../../base/log.ts';
import type { Connection } from '../../kube/api/connection.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { byCanaryPod } from '../../proof/check/canaryPod.ts';
import { byImage } from '../../proof/check/byImage.ts';
import { type CheckOptions, checkPods, reportOf } from '../../proof/check/check.ts';
import { byEphemeralContainer } from '../../proof/check/ephemeralContainer.ts';
import type { KernelReader } from '../../proof/check/kernelReader.ts';
import type { PodScope } from '../../proof/selection/podScope.ts';
import { type WatchedScope, watchPods } from '../../proof/check/watchPods.ts';
import { limitCommand } from '../../proof/report/reportGithub.ts';
import type { CheckReport } from '../../proof/report/checkReport.ts';
import { reportText } from '../../proof/report/reportText.ts';
import type { EndpointOf } from '../cluster/findAksCluster.ts';
import { openCluster } from '../cluster/openCluster.ts';
import { EXIT_OK } from '../terminal/exitCode.ts';
import { terminal } from '../terminal/terminal.ts';
import { VERSION } from '../terminal/version.ts';
import { verifyExitCode } from './verifyExitCode.ts';
import { VERIFY_HELP } from './verifyHelp.ts';
import { parseVerifyOptions, type VerifyOptions } from './verifyOptions.ts';
import { verifyScope } from './verifyScope.ts';
import { UNNAMED_PLACE, writeReport } from './writeReport.ts';

/**
 * Checks kernels, prints the report, and gives the exit code. Throws when it could not be checked.
 */
export async function verify(
  argv: readonly string[],
  endpointOf: EndpointOf,
  signal: AbortSignal,
): Promise<number> {
  const options = parseVerifyOptions(argv);
  if (options.help) {
    terminal.print(VERIFY_HELP);
    return EXIT_OK;
  }
  if (options.version) {
    terminal.print(`${VERSION}\n`);
    return EXIT_OK;
  }
  const log = options.verbose ? stderrLog : nullLog;
  const connection = await openCluster(options, endpointOf, log, signal);
  try {
    const asked = checkOptions(options, connection, log, signal);
    if (options.watch) return await watch(options, asked);
    const report = await check(options, asked);
    await writeReport(report, options, neverAborted());
    signal.throwIfAborted();
    return verifyExitCode(report, options);
  } finally {
    connection.dispose();
  }
}

function checkOptions(
  options: VerifyOptions,
  connection: Connection,
  log: Log,
  signal: AbortSignal,
): CheckOptions {
  const { required, concurrency, timeoutMs, trustOwn, shard } = options;
  return {
    connection,
    scope: verifyScope(options, connection.cluster.namespace || 'default'),
    includeUnsandboxed: required !== undefined,
    concurrency,
    timeoutMs,
    readers: readersOf(options, connection, log),
    trustOwn,
    shard,
    signal,
    log,
  };
}

/** Prints each pod once it was checked. Ends only by an error or when it is interrupted. */
function watch(
  { required, format, noHeaders }: VerifyOptions,
  { scope, ...asked }: CheckOptions,
): Promise<never> {
  let isFirst = true;
  return watchPods({
    ...asked,
    scopes: (scope.kind === 'several' ? scope.scopes : [scope]).filter(isWatched),
    onReport: (report) => {
      const form = { format, version: VERSION, placeOf: () => UNNAMED_PLACE };
      const headless = noHeaders || !isFirst;
      // Each is told once, below.
      const batch = { ...report, required, limits: [] };
      terminal.print(reportText(batch, { ...form, noHeaders: headless }));
      isFirst = false;
    },
    onLimit(limit) {
      if (format === 'github') terminal.print(limitCommand(limit));
      terminal.note(`${limit}.`);
    },
    onProblem: ({ what }) => terminal.note(`${what}. It is tried again.`),
  });
}

function isWatched(scope: PodScope): scope is WatchedScope {
  return scope.kind === 'cluster' || scope.kind === 'namespace';
}

/** Gives what is done so far when it is interrupted; throws where that is nothing. */
async function check(
  { required, shard }: VerifyOptions,
  asked: CheckOptions,
): Promise<CheckReport> {
  const pods: CheckResult[] = [];
  let total = 0;
  try {
    const report = await checkPods({
      ...asked,
      onProgress: (done, all, result) => {
        total = all;
        if (result) pods.push(result);
        terminal.progress(`${numberText(done)} of ${count(all, 'pod')}`);
      },
    });
    return { ...report, required };
  } catch (error) {
    if (!isAbort(error) || pods.length === 0) throw error;
    return { ...reportOf(asked, pods), required, shard, cancelledOf: total };
  } finally {
    terminal.progress(undefined);
  }
}

/**
 * The ways to read a kernel, in order: a canary pod, which is not the pod itself, comes last. Where
 * the image's own programs do not count, they come after our own in the pod, to say at least what
 * they print.
 */
function readersOf(
  { image, readBy, allowEphemeral, allowCanary, trustOwn, mayUseKubectl }: VerifyOptions,
  connection: Connection,
  log: Log,
): readonly KernelReader[] {
  const readers = {
    image: byImage(connection, mayUseKubectl),
    ephemeral: byEphemeralContainer(connection, image),
    canary: byCanaryPod(connection, image, log),
  };
  if (readBy !== undefined) return [readers[readBy]];
  const ephemeral = allowEphemeral ? [readers.ephemeral] : [];
  const inPod = trustOwn ? [...ephemeral, readers.image] : [readers.image, ...ephemeral];
  return [...inPod, ...(allowCanary ? [readers.canary] : [])];
}

const write = (message: string | Error): void => terminal.note(String(message));
const stderrLog: Log = { trace: write, debug: write, info: write, warn: write, error: write };
