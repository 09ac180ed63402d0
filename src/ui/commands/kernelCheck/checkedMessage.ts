import { count, numberText } from '../../../base/text/count.ts';
import { plainText } from '../../../base/text/plainText.ts';
import type { CheckResult } from '../../../model/isolation/checkResult.ts';
import type { PodScope } from '../../../proof/selection/podScope.ts';
import {
  type CheckReport,
  type OpenReason,
  openReasons,
  summarize,
  summaryText,
} from '../../../proof/report/checkReport.ts';
import { sandboxTally, tallyText } from '../../../model/pod/sandboxTally.ts';
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
  const reason = reasonsText(openReasons(report));
  return {
    severity:
      summary.contradictions.length + summary.broken.length > 0 || lost !== ''
        ? 'warning'
        : 'information',
    message: `Checked ${summaryText(summary)}.${reason}${tallied(report)}${lost}`,
  };
}

/**
 * What is said where the workload of a manifest has no pod to check; `undefined` where it has, or
 * where something else was checked.
 */
export function nothingRuns(
  { cluster, pods, unchecked = [] }: CheckReport,
  scope: PodScope,
): Notice | undefined {
  if (scope.kind !== 'workload' || pods.length > 0) return undefined;
  const { namespace, workload } = scope;
  const name = plainText(`${workload.kind} ${namespace}/${workload.name}`);
  const why = unchecked.map((one) => ` ${plainText(one.why, 300)}.`).join('');
  return {
    severity: 'warning',
    message: `No pod of this manifest (${name}) runs in ${plainText(cluster)}: there is no kernel to check.${why}`,
  };
}

/** How many reasons are named. */
const MAX_REASONS = 3;

/** E.g. ` Indeterminate: 17 × You may not run commands in pods (needs create on pods/exec).` */
function reasonsText(reasons: readonly OpenReason[]): string {
  if (reasons.length === 0) return '';
  const named = reasons
    .slice(0, MAX_REASONS)
    .map(
      ({ pods, reason }) => `${pods > 1 ? `${numberText(pods)} × ` : ''}${plainText(reason, 200)}`,
    );
  const rest = reasons.slice(MAX_REASONS).reduce((sum, { pods }) => sum + pods, 0);
  const more = rest > 0 ? `; ${count(rest, 'pod')} for other reasons` : '';
  return ` Indeterminate: ${named.join('; ')}${more}.`;
}

/** How these pods belong to those that the tree counts; nothing where they are the same. */
function tallied({ pods }: CheckReport): string {
  const tally = sandboxTally(pods);
  return tally.sandboxed === pods.length ? '' : ` Counted: ${tallyText(tally)}.`;
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
