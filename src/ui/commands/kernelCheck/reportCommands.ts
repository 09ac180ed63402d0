import { Uri, window, workspace } from 'vscode';
import { type CheckReport } from '../../../proof/report/checkReport.ts';
import { reportMarkdown } from '../../../proof/report/reportMarkdown.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { noReport, reportFileName, savedReportText } from './savedReport.ts';

/** Shows the report of the last kernel check as a read-only Markdown document. */
export async function showLastReport(context: CommandContext): Promise<void> {
  const report = lastReport(context);
  await context.documents.showMarkdown([report.cluster, 'Kernel Check.md'], reportMarkdown(report));
}

/**
 * Saves the report of the last kernel check as JSON or Markdown, by the ending of the chosen file.
 */
export async function saveLastReport(context: CommandContext): Promise<void> {
  const report = lastReport(context);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: 'Save Kernel Check Report',
    filters: { Markdown: ['md'], JSON: ['json'] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, reportFileName(report)) } : {}),
  });
  if (!target) return;
  const text = savedReportText(report, target.path);
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await window.showTextDocument(target);
}

function lastReport({ results }: CommandContext): CheckReport {
  const report = results.lastReport;
  if (report) return report;
  throw noReport();
}
