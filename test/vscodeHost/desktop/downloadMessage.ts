import { ProgressReportStage, type ProgressReport } from '@vscode/test-electron';

/** What the download program tells on its standard output, one JSON object per line. */
export type DownloadMessage =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'bytes'; readonly received: number; readonly total: number }
  | { readonly kind: 'ready'; readonly executable: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** The reports that prove that bytes come in; the others (a request sent, a retry) prove nothing. */
export function toMessage(report: ProgressReport): DownloadMessage | undefined {
  if (report.stage === ProgressReportStage.ResolvedVersion)
    return { kind: 'version', version: report.version };
  if (report.stage === ProgressReportStage.Downloading && report.bytesSoFar > 0) {
    return { kind: 'bytes', received: report.bytesSoFar, total: report.totalBytes };
  }
  return undefined;
}
