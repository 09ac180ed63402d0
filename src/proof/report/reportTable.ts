import { plainText } from '../../base/text/plainText.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { inReportOrder, type CheckReport } from './checkReport.ts';
import { isClaimOpen, lacksRequired } from './requiredSandbox.ts';
import { breaksPromise, isContradiction } from '../../model/isolation/contradictions.ts';

const HEADINGS: readonly string[] = [
  'NAMESPACE',
  'POD',
  'CLASS',
  'CLAIM',
  'VERDICT',
  'READ BY',
  'KERNEL',
  'NODE KERNEL',
  'REASON',
];

/** How much of a reason stands in a row that is not wide. */
const MAX_REASON = 60;

/**
 * A report as columns for a terminal, in kubectl's manner; contradictions and what lacks a required
 * claim are marked and first. A wide one has each reason whole, and agent Sandboxes where there are
 * some.
 */
export function reportTable(
  report: CheckReport,
  { isWide = false, noHeaders = false } = {},
): string {
  const hasSandboxes = isWide && report.pods.some(({ sandbox }) => sandbox !== undefined);
  const headings = hasSandboxes ? HEADINGS.toSpliced(1, 0, 'SANDBOX') : HEADINGS;
  const rows = inReportOrder(report).map((pod) => [
    plainText(pod.namespace),
    ...(hasSandboxes ? [plainText(pod.sandbox?.name ?? '<none>')] : []),
    plainText(pod.name),
    plainText(pod.runtimeClass ?? '<none>'),
    pod.claim,
    `${pod.verdict}${mark(pod, report)}`,
    pod.readBy ?? '<nobody>',
    plainText(pod.kernel ?? '<unknown>'),
    plainText(pod.nodeKernel ?? '<unknown>'),
    plainText(pod.reason, isWide ? 1000 : MAX_REASON),
  ]);
  const all = noHeaders ? rows : [headings, ...rows];
  const widths = headings.map((_, column) =>
    all.reduce((widest, row) => Math.max(widest, (row[column] ?? '').length), 0),
  );
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function mark(pod: CheckResult, { required }: CheckReport): string {
  if (isContradiction(pod)) return ' (contradicts claim)';
  if (breaksPromise(pod)) return ' (less than promised)';
  if (lacksRequired(pod, required)) return ' (required claim is missing)';
  return isClaimOpen(pod) ? ' (claim is not known)' : '';
}
