import { writeFile } from 'node:fs/promises';
import { UserError } from '../../base/problem.ts';
import { repositoryFolder } from '../../files/repositoryFolder.ts';
import { type CheckReport, summarize, summaryText } from '../../proof/report/checkReport.ts';
import { cutText } from '../../proof/report/cutText.ts';
import type { ReportPlace } from '../../proof/report/reportPlace.ts';
import { type ReportFormat, reportText } from '../../proof/report/reportText.ts';
import { reportedPath } from '../lint/reportedPath.ts';
import { terminal } from '../terminal/terminal.ts';
import { VERSION } from '../terminal/version.ts';
import { manifestPlaces } from './manifestPlaces.ts';

/** How and where a report is written. */
export interface ReportOutput {
  readonly format: ReportFormat;
  readonly noHeaders: boolean;
  /** Standard output if absent. */
  readonly outputFile: string | undefined;
  /** The folder of the manifests that define the pods. */
  readonly manifests: string | undefined;
}

/** What code scanning takes for the place of a report that is in no file. */
export const UNNAMED_PLACE: ReportPlace = { file: 'aks-sandbox-verify', line: 1 };

/**
 * Writes a report, and says on stderr what it comes to. Throws a `UserError` when it cannot be
 * written.
 */
export async function writeReport(
  report: CheckReport,
  { format, noHeaders, outputFile, manifests }: ReportOutput,
  signal: AbortSignal,
): Promise<void> {
  const here = process.cwd();
  const root = (await repositoryFolder(here)) ?? here;
  const own =
    outputFile === undefined ? UNNAMED_PLACE : { file: reportedPath(outputFile, root), line: 1 };
  const placeOf =
    manifests === undefined ? () => own : await manifestPlaces(manifests, root, own, signal);
  const text = reportText(report, { format, noHeaders, version: VERSION, placeOf });
  if (outputFile === undefined) terminal.print(text);
  else
    await writeFile(outputFile, text).catch((error: unknown) => throwUnwritten(outputFile, error));
  for (const note of notesOf(report)) terminal.note(note);
}

function throwUnwritten(file: string, error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new UserError(
    {
      kind: 'configuration',
      what: `The report could not be written to ${file}: ${why}`,
      next: 'Name another file with --output-file.',
      retryable: false,
    },
    error,
  );
}

function notesOf(report: CheckReport): readonly string[] {
  const { unchecked = [], limits = [] } = report;
  const cut = cutText(report);
  return [
    ...unchecked.map(({ why }) => `Not checked: ${why}.`),
    ...limits.map((limit) => `${limit}.`),
    ...(report.pods.length > 0 ? [`${summaryText(summarize(report))}.`] : []),
    ...(report.pods.length === 0 && unchecked.length === 0 ? [noPods(report)] : []),
    ...(cut === undefined ? [] : [`${cut}.`]),
  ];
}

function noPods({ required, shard }: CheckReport): string {
  if (shard) return `No pod here is of shard ${shard.index}/${shard.count}.`;
  return required === undefined
    ? 'No pod here names a RuntimeClass: there is nothing to check.'
    : 'There are no pods here: there is nothing to check.';
}
