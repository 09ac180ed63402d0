import { UserError } from '../../../base/problem.ts';
import type { CheckReport } from '../../../proof/report/checkReport.ts';
import { reportJson } from '../../../proof/report/reportJson.ts';
import { reportMarkdown } from '../../../proof/report/reportMarkdown.ts';

/** The name that is proposed for the file of a report, e.g. `kernel-check-prod-2026-11-27.md`. */
export function reportFileName({
  cluster,
  checkedAt,
}: Pick<CheckReport, 'cluster' | 'checkedAt'>): string {
  return `kernel-check-${cluster.replace(/[^\w.-]+/g, '-')}-${checkedAt.slice(0, 10)}.md`;
}

/** A report as the ending of its file wants it: JSON, else Markdown. */
export function savedReportText(report: CheckReport, path: string): string {
  return path.endsWith('.json') ? reportJson(report) : reportMarkdown(report);
}

/** There is no report to show or to save. */
export function noReport(): UserError {
  return new UserError({
    kind: 'not-found',
    what: 'No kernel check was run since this window opened',
    next: 'Run AKS Sandbox: Check Kernel first.',
    retryable: true,
  });
}
