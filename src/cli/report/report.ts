import { readRegularFile } from '../../files/readRegularFile.ts';
import { unreadable } from '../../files/unreadable.ts';
import { mergeReports } from '../../proof/report/merge/mergeReports.ts';
import { readReport } from '../../proof/report/merge/readReport.ts';
import { REPORT_FORMATS } from '../../proof/report/reportText.ts';
import { EXIT_OK } from '../terminal/exitCode.ts';
import { OUTPUT_OPTIONS, outputFormat, readArguments } from '../terminal/readArguments.ts';
import { terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usageError.ts';
import { verifyExitCode } from '../verify/verifyExitCode.ts';
import { writeReport } from '../verify/writeReport.ts';

/** How `report merge` is used. */
const REPORT_HELP = `Usage: aks-sandbox report merge FILE… [options]

Makes one report of the JSON reports that "verify --shard I/N -o json" has written, in any form.

Options:
  -o, --output FORMAT       table, wide, json, markdown, sarif, github or junit (default: table)
      --output-file FILE    writes the report there
      --manifests DIR       sarif and github name the lines of these manifests that define the pods
      --no-headers          a table without its headings
      --fail-on-none        no pod at all is a failure
  -h, --help                this text

Exit code: that of one verify over all pods; 2 where a shard is missing, or ended before all was checked.
`;

const OPTIONS = {
  ...OUTPUT_OPTIONS,
  'output-file': { type: 'string' },
  manifests: { type: 'string' },
  'no-headers': { type: 'boolean' },
  'fail-on-none': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** A report of 150,000 pods, the most that a cluster has, is about as large. */
const MAX_REPORT_BYTES = 512 * 1024 * 1024;

/** Merges reports, prints what comes of them, and gives the exit code. */
export async function report(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = readArguments(argv, OPTIONS);
  if (values.help) {
    terminal.print(REPORT_HELP);
    return EXIT_OK;
  }
  const [command, ...files] = positionals;
  if (command === undefined) throw new UsageError('report needs a command: merge');
  if (command !== 'merge') throw new UsageError(`there is no report ${command}`);
  if (files.length === 0) throw new UsageError('report merge needs the FILEs to merge');
  const read = await Promise.all(files.map(readOne));
  const merged = mergeReports(read);
  const output = {
    format: outputFormat(values, REPORT_FORMATS) ?? 'table',
    noHeaders: values['no-headers'] ?? false,
    outputFile: values['output-file'] || undefined,
    manifests: values.manifests || undefined,
  };
  await writeReport(merged, output, signal);
  return verifyExitCode(merged, { failOnNone: values['fail-on-none'] ?? false });
}

async function readOne(file: string) {
  const bytes = await readRegularFile(file, MAX_REPORT_BYTES).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  return readReport(bytes.toString('utf8'), file);
}
