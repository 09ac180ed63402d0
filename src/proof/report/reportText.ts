import { exhaustive } from '../../base/exhaustive.ts';
import type { CheckReport } from './checkReport.ts';
import { reportGithub } from './reportGithub.ts';
import { reportJson } from './reportJson.ts';
import { reportJunit } from './reportJunit.ts';
import { reportMarkdown } from './reportMarkdown.ts';
import type { PlaceOf } from './reportPlace.ts';
import { reportSarif } from './reportSarif.ts';
import { reportTable } from './reportTable.ts';

/** The forms of a report. */
export const REPORT_FORMATS = [
  'table',
  'wide',
  'json',
  'markdown',
  'sarif',
  'github',
  'junit',
] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** How a report is written. */
export interface ReportForm {
  readonly format: ReportFormat;
  /** A table without its headings. */
  readonly noHeaders: boolean;
  /** The product's version. */
  readonly version: string;
  readonly placeOf: PlaceOf;
}

/** A report in one of its forms. */
export function reportText(
  report: CheckReport,
  { format, noHeaders, version, placeOf }: ReportForm,
): string {
  switch (format) {
    case 'table':
    case 'wide':
      return report.pods.length === 0
        ? ''
        : reportTable(report, { isWide: format === 'wide', noHeaders });
    case 'json':
      return reportJson(report);
    case 'markdown':
      return reportMarkdown(report);
    case 'sarif':
      return reportSarif(report, version, placeOf);
    case 'github':
      return reportGithub(report, placeOf);
    case 'junit':
      return reportJunit(report);
    default:
      return exhaustive(format);
  }
}
