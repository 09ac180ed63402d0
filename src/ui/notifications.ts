import { window } from 'vscode';
import type { Log } from '../base/log.ts';
import { notificationText } from '../base/text/plainText.ts';

type Show = typeof window.showInformationMessage;

// What a cluster or a kubeconfig says may be part of any message.
export const showInformationMessage = asText(window.showInformationMessage);
export const showWarningMessage = asText(window.showWarningMessage);
export const showErrorMessage = asText(window.showErrorMessage);

/** A message, and how grave it is. */
export interface Notice {
  readonly severity: 'warning' | 'information';
  readonly message: string;
}

/**
 * Shows what was done, and writes it into the log, a line for each. Resolves with the button that
 * was pressed once it is gone.
 */
export function showNotice(
  log: Log,
  { severity, message }: Notice,
  ...buttons: readonly string[]
): Thenable<string | undefined> {
  if (severity === 'warning') log.warn(message);
  else log.info(message);
  const show = severity === 'warning' ? showWarningMessage : showInformationMessage;
  return show(message, ...buttons);
}

function asText(show: Show): Show {
  return ((message: string, ...rest: readonly string[]) =>
    show(notificationText(message), ...rest)) as Show;
}
