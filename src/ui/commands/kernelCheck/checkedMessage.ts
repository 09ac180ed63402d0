import { plainText } from '../../../base/text/plainText.ts';
import type { CheckResult } from '../../../model/isolation/checkResult.ts';
import {
  type CheckReport,
  sharedReason,
  summarize,
  summaryText,
} from '../../../proof/report/checkReport.ts';
import type { Notice } from '../../notifications.ts';

/** What is said when kernels were checked. */
export function checkedMessage(report: CheckReport): Notice {
  const { unchecked = [] } = report;
  const lost = unchecked.map(({ why }) => ` Not checked: ${plainText(why, 300)}.`).join('');
  if (report.pods.length === 0 && lost !== '') return { severity: 'warning', message: lost.trim() };
  if (report.pods.length === 0) {
    return {
      severity: 'information',
      message: 'No pod here names a RuntimeClass: there is nothing to check.',
    };
  }
  const summary = summarize(report);
  const why = sharedReason(report);
  const reason = why === undefined ? '' : ` Indeterminate: ${plainText(why, 300)}.`;
  return {
    severity:
      summary.contradictions.length + summary.broken.length > 0 || lost !== ''
        ? 'warning'
        : 'information',
    message: `Checked ${summaryText(summary)}.${reason}${lost}`,
  };
}

/**
 * True for a running pod whose kernel exec could not tell; an ended or waiting one cannot be asked
 * another way.
 */
export function isUnread({ verdict, evidence, node }: CheckResult): boolean {
  return (
    verdict === 'indeterminate' &&
    node !== undefined &&
    evidence.some(({ source }) => source === 'error')
  );
}
