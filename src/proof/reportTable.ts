import { plainText } from '../base/plainText.ts';
import { isContradiction } from '../model/checkResult.ts';
import { inReportOrder, type Report } from './report.ts';

const HEADINGS = [
  'NAMESPACE',
  'POD',
  'CLASS',
  'CLAIM',
  'VERDICT',
  'KERNEL',
  'NODE KERNEL',
] as const;

/** A report as columns for a terminal, in kubectl's manner; contradictions are marked and first. */
export function reportTable(report: Report): string {
  const rows = inReportOrder(report.pods).map((pod) => [
    plainText(pod.namespace),
    plainText(pod.name),
    plainText(pod.runtimeClass ?? '<none>'),
    pod.claim,
    `${pod.verdict}${isContradiction(pod.claim, pod.verdict) ? ' (contradicts claim)' : ''}`,
    plainText(pod.kernel ?? '<unknown>'),
    plainText(pod.nodeKernel ?? '<unknown>'),
  ]);
  const all = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
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
