import { UserError } from '../../../base/problem.ts';
import type { CheckReport } from '../../../proof/report/checkReport.ts';
import { reportJson } from '../../../proof/report/reportJson.ts';
import { reportMarkdown } from '../../../proof/report/reportMarkdown.ts';
import { savedName, type SavedForms } from '../../documents/savedForms.ts';

/** What a report is saved as. */
export function savedReport(report: CheckReport): SavedForms {
  return {
    title: 'Save Kernel Check Report',
    name: savedName('kernel-check', report.cluster, report.checkedAt),
    forms: [
      { label: 'Markdown', ending: 'md', text: () => reportMarkdown(report) },
      { label: 'JSON', ending: 'json', text: () => reportJson(report) },
    ],
  };
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
