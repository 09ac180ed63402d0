import { type Progress, ProgressLocation, window } from 'vscode';
import { abortError, neverAborted } from '../base/abort.ts';
import { notificationText } from '../base/text/plainText.ts';

/** Tells how far the work is. */
export type ProgressReport = Progress<{ message?: string; increment?: number }>;

/**
 * Runs work under a notification with a Cancel button; the signal is aborted when it is pressed.
 */
export function withCancellableProgress<T>(
  title: string,
  work: (report: ProgressReport, signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  return window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: notificationText(title),
      cancellable: true,
    },
    (report, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort(abortError()));
      return work(asText(report), controller.signal);
    },
  );
}

function asText(report: ProgressReport): ProgressReport {
  return {
    report: ({ message, ...step }) =>
      report.report({
        ...step,
        ...(message === undefined ? {} : { message: notificationText(message) }),
      }),
  };
}

/**
 * Runs short reading work with a spinner in the view, which has no way to cancel it: the signal is
 * never aborted.
 */
export function withViewProgress<T>(
  viewId: string,
  work: (signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  return window.withProgress({ location: { viewId } }, () => work(neverAborted()));
}
