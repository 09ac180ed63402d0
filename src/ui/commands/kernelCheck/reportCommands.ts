import { Uri, window, workspace } from 'vscode';
import { UserError } from '../../../base/problem.ts';
import { type CheckReport } from '../../../proof/report/checkReport.ts';
import { reportJson } from '../../../proof/report/reportJson.ts';
import { reportMarkdown } from '../../../proof/report/reportMarkdown.ts';
import type { Clusters } from '../../../state/clusters.ts';
import type { ReadonlyDocuments } from '../../documents/readonlyDocuments.ts';

/** Shows the report of the last kernel check as a read-only Markdown document. */
export async function showLastReport(
  clusters: Clusters,
  documents: ReadonlyDocuments,
): Promise<void> {
  const report = lastReport(clusters);
  await documents.showMarkdown([report.cluster, 'Kernel Check.md'], reportMarkdown(report));
}

/** Saves the report of the last kernel check as JSON or Markdown, by the ending of the chosen file. */
export async function saveLastReport(clusters: Clusters): Promise<void> {
  const report = lastReport(clusters);
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

function lastReport(clusters: Clusters): CheckReport {
  const report = clusters.lastReport;
  if (report) return report;
  throw new UserError({
    kind: 'not-found',
    what: 'No kernel check was run since this window opened',
    next: 'Run AKS Sandbox: Check Kernel first.',
    retryable: true,
  });
}
