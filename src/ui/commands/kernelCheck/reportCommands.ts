import type { CheckReport } from '../../../proof/report/checkReport.ts';
import { reportMarkdown } from '../../../proof/report/reportMarkdown.ts';
import { saveDocument } from '../../documents/saveDocument.ts';
import { podLinks } from '../explorer/podLinks.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { noReport, savedReport } from './savedReport.ts';

/** Shows the report of the last kernel check as a read-only Markdown document. */
export async function showLastReport(context: CommandContext): Promise<void> {
  const report = lastReport(context);
  const { cluster, checkedAt } = report;
  const links = podLinks(context, { id: context.results.lastReportCluster, name: cluster });
  await context.documents.showSavable(
    [cluster, 'Kernel Check.md'],
    reportMarkdown(report, links),
    checkedAt,
    savedReport(report),
  );
}

/**
 * Saves the report of the last kernel check as JSON or Markdown, by the ending of the chosen file.
 */
export async function saveLastReport(context: CommandContext): Promise<void> {
  await saveDocument(savedReport(lastReport(context)));
}

function lastReport({ results }: CommandContext): CheckReport {
  const report = results.lastReport;
  if (report) return report;
  throw noReport();
}
