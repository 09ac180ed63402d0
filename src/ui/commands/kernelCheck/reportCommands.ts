import { Uri, window, workspace } from 'vscode';
import { UserError } from '../../../base/problem.ts';
import { type CheckReport } from '../../../proof/report/checkReport.ts';
import { reportJson } from '../../../proof/report/reportJson.ts';
import { reportMarkdown } from '../../../proof/report/reportMarkdown.ts';
import type { State } from '../../../state/state.ts';
import type { CommandContext } from '../target/commandContext.ts';

/** Shows the report of the last kernel check as a read-only Markdown document. */
export async function showLastReport({ results, documents }: CommandContext): Promise<void> {
  const report = lastReport(results);
  await documents.showMarkdown([report.cluster, 'Kernel Check.md'], reportMarkdown(report));
}

/**
 * Saves the report of the last kernel check as JSON or Markdown, by the ending of the chosen file.
 */
export async function saveLastReport({ results }: CommandContext): Promise<void> {
  const report = lastReport(results);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `kernel-check-${report.cluster.replace(/[^\w.-]+/g, '-')}-${report.checkedAt.slice(0, 10)}.md`;
  const target = await window.showSaveDialog({
    title: 'Save Kernel Check Report',
    filters: { Markdown: ['md'], JSON: ['json'] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
  });
  if (!target) return;
  const text = target.path.endsWith('.json') ? reportJson(report) : reportMarkdown(report);
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await window.showTextDocument(target);
}

function lastReport({ lastReport: report }: State['results']): CheckReport {
  if (report) return report;
  throw new UserError({
    kind: 'not-found',
    what: 'No kernel check was run since this window opened',
    next: 'Run AKS Sandbox: Check Kernel first.',
    retryable: true,
  });
}
