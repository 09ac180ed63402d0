import { notificationText } from '../base/plainText.ts';
import { type Progress, ProgressLocation, window } from 'vscode';

export type Report = Progress<{ message?: string; increment?: number }>;

/** Runs work under a notification with a Cancel button; the signal is aborted when it is pressed. */
export function withCancellableProgress<T>(
  title: string,
  work: (report: Report, signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  return window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: notificationText(title),
      cancellable: true,
    },
    (report, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() =>
        controller.abort(new DOMException('The operation was cancelled', 'AbortError')),
      );
      return work(asText(report), controller.signal);
    },
  );
}

function asText(report: Report): Report {
  return {
    report: ({ message, ...step }) =>
      report.report({
        ...step,
        ...(message === undefined ? {} : { message: notificationText(message) }),
      }),
  };
}

/** Runs short reading work with a spinner in the view. */
export function withViewProgress<T>(
  viewId: string,
  work: (signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  return window.withProgress({ location: { viewId } }, () => work(new AbortController().signal));
}
