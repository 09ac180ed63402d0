import { exhaustive } from '../../base/exhaustive.ts';
import { type Log, nullLog } from '../../base/log.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { byImage } from '../../proof/check/byImage.ts';
import { byCanaryPod } from '../../proof/check/canaryPod.ts';
import { checkPods } from '../../proof/check/check.ts';
import type { KernelReader } from '../../proof/check/kernelReader.ts';
import { byEphemeralContainer } from '../../proof/check/ephemeralContainer.ts';
import { type CheckReport, summarize, summaryText } from '../../proof/report/checkReport.ts';
import { reportJson } from '../../proof/report/reportJson.ts';
import { reportMarkdown } from '../../proof/report/reportMarkdown.ts';
import { reportSarif } from '../../proof/report/reportSarif.ts';
import { reportTable } from '../../proof/report/reportTable.ts';
import type { EndpointOf } from '../cluster/findAksCluster.ts';
import { openCluster } from '../cluster/openCluster.ts';
import { EXIT_OK } from '../terminal/exitCode.ts';
import { terminal } from '../terminal/terminal.ts';
import { verifyExitCode } from './verifyExitCode.ts';
import { VERIFY_HELP } from './verifyHelp.ts';
import { verifyScope } from './verifyScope.ts';
import { parseVerifyOptions, type VerifyOptions } from './verifyOptions.ts';
import { VERSION } from '../terminal/version.ts';
import { redact } from '../../base/redact.ts';

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
    const checked = await checkPods({
      connection,
      scope: verifyScope(options, connection.cluster.namespace || 'default'),
      includeUnsandboxed: options.required !== undefined,
      concurrency: options.concurrency,
      timeoutMs: options.timeoutMs,
      readers: readersOf(options, connection, log),
      trustOwn: options.trustOwn,
      signal,
      log,
    });
    const report = { ...checked, required: options.required };
    terminal.print(format(report, options));
    for (const note of notesOf(report)) terminal.note(note);
    return verifyExitCode(report, options);
  } finally {
    connection.dispose();
  }
}

/**
 * The ways to read a kernel, in order. Where the image's own programs do not count, they come last,
 * to say at least what they print.
 */
function readersOf(
  { image, readBy, allowEphemeral, allowCanary, trustOwn }: VerifyOptions,
  connection: Connection,
  log: Log,
): readonly KernelReader[] {
  const readers = {
    image: byImage(connection),
    ephemeral: byEphemeralContainer(connection, image),
    canary: byCanaryPod(connection, image, log),
  };
  if (readBy !== undefined) return [readers[readBy]];
  const own = [
    ...(allowEphemeral ? [readers.ephemeral] : []),
    ...(allowCanary ? [readers.canary] : []),
  ];
  return trustOwn ? [...own, readers.image] : [readers.image, ...own];
}

function format(report: CheckReport, { format: wanted, noHeaders }: VerifyOptions): string {
  switch (wanted) {
    case 'table':
    case 'wide':
      return report.pods.length === 0
        ? ''
        : reportTable(report, { isWide: wanted === 'wide', noHeaders });
    case 'json':
      return reportJson(report);
    case 'markdown':
      return reportMarkdown(report);
    case 'sarif':
      return reportSarif(report, VERSION);
    default:
      return exhaustive(wanted);
  }
}

function notesOf(report: CheckReport): readonly string[] {
  const { unchecked = [], limits = [] } = report;
  return [
    ...unchecked.map(({ why }) => `Not checked: ${why}.`),
    ...limits.map((limit) => `${limit}.`),
    ...(report.pods.length > 0 ? [`${summaryText(summarize(report))}.`] : []),
    ...(report.pods.length === 0 && unchecked.length === 0 ? [noPods(report)] : []),
  ];
}

function noPods({ required }: CheckReport): string {
  return required === undefined
    ? 'No pod here names a RuntimeClass: there is nothing to check.'
    : 'There are no pods here: there is nothing to check.';
}

const write = (message: string | Error): void => terminal.note(redact(String(message)));
const stderrLog: Log = { trace: write, debug: write, info: write, warn: write, error: write };
